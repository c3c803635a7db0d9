import type { Value } from "../../value/value.ts";
import { isIp } from "./ip.ts";

/** What a scalar may be. */
export interface Format {
  readonly allows: (value: Value) => boolean;
  readonly expected: string;
}

function text(expected: string, allows: (text: string) => boolean): Format {
  return { expected, allows: (value) => typeof value !== "string" || allows(value) };
}

/** Whole numbers from one to another, both included. */
export function range(least: number, most: number): Format {
  const expected = most === Number.POSITIVE_INFINITY ? `a whole number from ${least} on` : `a whole number from ${least} to ${most}`;
  return { expected, allows: (value) => typeof value === "string" || (Number(value) >= least && Number(value) <= most) };
}

export function oneOf(...words: readonly string[]): Format {
  const named = words.filter((word) => word !== "");
  const expected = named.length === 1 ? String(named[0]) : `${named.slice(0, -1).join(", ")} or ${named.at(-1)}`;
  return text(expected, (value) => words.includes(value));
}

/** For fields that Go has as pointers: there the empty text is one too, and mostly not allowed. */
export function orEmpty({ allows, expected }: Format): Format {
  return { expected, allows: (value) => value === "" || allows(value) };
}

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_WITH_UNDERSCORE = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Source: apimachinery pkg/util/validation/validation.go IsDNS1123Label, IsDNS1123Subdomain, IsQualifiedName, IsValidLabelValue */
export const isDnsLabel = (value: string): boolean => value.length <= 63 && LABEL.test(value);
export const isDnsSubdomain = (value: string): boolean => value.length <= 253 && SUBDOMAIN.test(value);
export const isLabelValue = (value: string): boolean => value === "" || (value.length <= 63 && NAME.test(value));

export function isQualifiedName(value: string): boolean {
  if (qualified.has(value)) return true;
  const slash = value.indexOf("/");
  const name = value.slice(slash + 1);
  const isQualified = name.length <= 63 && NAME.test(name) && (slash === -1 || isDnsSubdomain(value.slice(0, slash)));
  if (isQualified && qualified.size < MOST_NAMES) qualified.add(value);
  return isQualified;
}

/** Pods have the same labels and annotations; their names are not kept without end. */
const qualified = new Set<string>();
const MOST_NAMES = 1000;

export const dnsLabel = text("a name of at most 63 lower-case letters, digits and -, a letter or digit first and last", isDnsLabel);
export const dnsSubdomain = text("a name of lower-case letters, digits, - and ., as of an object or domain", isDnsSubdomain);
/** One that the server masks the last two characters of where a dash ends it, as it does for names with a suffix to come. */
export const namePrefix = text("a name of lower-case letters, digits, - and ., as of an object", (value) =>
  isDnsSubdomain(value.length > 1 && value.endsWith("-") ? `${value.slice(0, -2)}a` : value),
);
export const searchDomain = text("a domain of lower-case letters, digits, -, _ and ., or .", (value) => {
  if (value === ".") return true;
  const domain = value.endsWith(".") ? value.slice(0, -1) : value;
  return domain.length <= 253 && SUBDOMAIN_WITH_UNDERSCORE.test(domain);
});
export const qualifiedName = text("a name of at most 63 letters, digits, -, _ and ., which may be behind a domain and /", isQualifiedName);
export const labelValue = text("a label value: at most 63 letters, digits, -, _ and ., a letter or digit first and last", isLabelValue);
export const annotationKey = text(qualifiedName.expected, (value) => isQualifiedName(value.toLowerCase()));
export const configKey = text("a key of at most 253 letters, digits, -, _ and ., which does not begin with ..", (value) => {
  return value.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(value) && value !== "." && !value.startsWith("..");
});
export const headerName = text("the name of an HTTP header: letters, digits and -", (value) => /^[-A-Za-z0-9]+$/.test(value));
export const ipAddress = text("an IP address such as 10.9.8.7 or 2001:db8::1", isIp);

/** Source: apimachinery pkg/util/validation/validation.go IsRelaxedEnvVarName, IsEnvVarName */
export const envName = text("a name of printable ASCII characters without =", (value) => /^[ -<>-~]+$/.test(value));
export const strictEnvName = text("a name of letters, digits, _, - and ., which does not begin with a digit", (value) => {
  return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(value) && value !== "." && !value.startsWith("..");
});

/** Source: apimachinery pkg/util/validation/validation.go IsValidPortName */
export const portName = text(
  "a port's name of at most 15 lower-case letters, digits and -: with a letter, and no - first, last or behind another",
  (value) => value.length <= 15 && /^[-a-z0-9]+$/.test(value) && /[a-z]/.test(value) && !/--|^-|-$/.test(value),
);
export const portNumber = range(1, 65535);
export const portNumberOrName: Format = {
  expected: "a port's number from 1 to 65535, or a port's name of at most 15 lower-case letters, digits and -",
  allows: (value) => (typeof value === "string" ? portName : portNumber).allows(value),
};

export const nonNegative = range(0, Number.POSITIVE_INFINITY);
export const positive = range(1, Number.POSITIVE_INFINITY);
export const fileMode: Format = { ...range(0, 0o777), expected: "a file mode from 0 to 0777 (511 in decimal)" };
export const userId = range(0, 2 ** 31 - 1);
export const percent = range(1, 100);

const hasBacksteps = (path: string): boolean => path.split("/").includes("..");

export const pathWithoutBacksteps = text("a path without ..", (value) => !hasBacksteps(value));
export const relativePath = text("a relative path without ..", (value) => !value.startsWith("/") && !hasBacksteps(value));
export const absolutePath = text("an absolute path", (value) => value.startsWith("/"));
export const fileInVolume = text("a relative path without .., which does not begin with ..", (value) => {
  return !value.startsWith("/") && !hasBacksteps(value) && !value.startsWith("..");
});

/** In UTF-8, as Go counts. */
export function bytesIn(value: string): number {
  return new TextEncoder().encode(value).length;
}
