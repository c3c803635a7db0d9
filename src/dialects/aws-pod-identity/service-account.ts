import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts } from "../../kube/pod.ts";
import type { InputObject } from "../dialect.ts";
import { parseGoBool, parseGoInt } from "../go-values.ts";
import type { AwsSettings } from "./settings.ts";

/** What a ServiceAccount asks for; without a role it asks for nothing. */
export interface AwsIdentity {
  readonly role: string;
  readonly audience: string;
  readonly usesRegionalSts: boolean;
  readonly expiration: bigint;
  /** What its annotations say that has no effect, or may not work. */
  readonly diagnostics: readonly Diagnostic[];
}

export const DEFAULT_PREFIX = "eks.amazonaws.com";
const DEFAULT_EXPIRATION = 86400n;
/** The least that the API server takes. */
const LEAST_EXPIRATION = 600n;
/** Source: cache.go addSA. */
const ROLE = /^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w\-/.@+=,]+$/;

/** Source: pkg/cache/cache.go addSA. */
export function awsIdentity(account: InputObject, settings: AwsSettings): AwsIdentity {
  const { annotationPrefix: prefix = DEFAULT_PREFIX, audience = "sts.amazonaws.com", stsRegionalEndpoints = false } = settings;
  const annotations = annotationTexts(account.value);
  const read = (name: string) => annotations[`${prefix}/${name}`];
  const written = read("role-arn") ?? "";
  const role = composed(written, settings);
  const standard = atLeastMinimum(BigInt(settings.tokenExpiration ?? DEFAULT_EXPIRATION));
  const expiration = expirationOf(read("token-expiration"), standard);
  const regional = read("sts-regional-endpoints");
  const told = (name: string, rest: Pick<Diagnostic, "code" | "message" | "fix">) => atAnnotation(account, `${prefix}/${name}`, rest);
  const faults: readonly (Diagnostic | undefined)[] = [
    ROLE.test(role) ? undefined : told("role-arn", doubtfulRole(role, prefix)),
    expiration.fault && told("token-expiration", expirationFault(expiration.fault, `${prefix}/token-expiration`)),
    regional !== undefined && parseGoBool(regional) === undefined
      ? told("sts-regional-endpoints", {
          code: "IgnoredAnnotation",
          message: `${prefix}/sts-regional-endpoints has no effect: it is ${JSON.stringify(regional)}; expected "true" or "false"`,
          fix: 'write "true" or "false"',
        })
      : undefined,
  ];
  return {
    role,
    audience: read("audience") ?? audience,
    usesRegionalSts: parseGoBool(regional ?? "") ?? stsRegionalEndpoints,
    expiration: expiration.seconds,
    diagnostics: role === "" ? [] : faults.filter((fault) => fault !== undefined),
  };
}

/** Source: cache.go addSA: whatever does not look like an ARN is a role's name. */
function composed(role: string, { roleArnPrefix }: AwsSettings): string {
  return roleArnPrefix === undefined || role === "" || role.includes("arn:") ? role : roleArnPrefix + role;
}

export interface Expiration {
  readonly seconds: bigint;
  readonly fault?: { readonly text: string; readonly counts: bigint };
}

/** Source: cache.go addSA, handler.go parsePodAnnotations: what is no number does not count, and 600 is the least. */
export function expirationOf(text: string | undefined, standard: bigint): Expiration {
  if (text === undefined) return { seconds: standard };
  const number = parseGoInt(text);
  const seconds = number === undefined ? standard : atLeastMinimum(number);
  return number === seconds ? { seconds } : { seconds, fault: { text, counts: seconds } };
}

export function expirationFault({ text, counts }: { readonly text: string; readonly counts: bigint }, name: string) {
  return {
    code: "IgnoredAnnotation",
    message: `${name} has no effect: it is ${JSON.stringify(text)}, so that ${counts} counts; expected whole seconds, at least ${LEAST_EXPIRATION}`,
    fix: `write "${LEAST_EXPIRATION}" or more`,
  } as const;
}

function atLeastMinimum(seconds: bigint): bigint {
  return seconds < LEAST_EXPIRATION ? LEAST_EXPIRATION : seconds;
}

/** The webhook logs this, and goes on. */
function doubtfulRole(role: string, prefix: string) {
  return {
    code: "DoubtfulAnnotation",
    message: `${prefix}/role-arn is ${JSON.stringify(role)}, with which AWS gives no credentials; expected arn:aws:iam::111122223333:role/NAME`,
    fix: "write the ARN of the role",
  } as const;
}

function atAnnotation({ identity, locate }: InputObject, name: string, rest: Pick<Diagnostic, "code" | "message" | "fix">): Diagnostic {
  const { code, ...told } = rest;
  const place = { field: { path: `metadata.annotations[${name}]` }, location: locate(["metadata", "annotations", name]) };
  return diagnostic(code, { ...told, ...place, resource: identity });
}
