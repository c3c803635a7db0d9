import { comparePrereleases, compareVersions, parseVersion, type Version } from "./semver.ts";

type Operator = "" | "=" | "!=" | ">" | "<" | ">=" | "=>" | "<=" | "=<" | "~" | "~>" | "^";

interface Constraint {
  readonly operator: Operator;
  readonly version: Version;
  /** A part is a wildcard or left out; `minorDirty` from the minor on, `patchDirty` the patch alone. */
  readonly dirty: boolean;
  readonly minorDirty: boolean;
  readonly patchDirty: boolean;
}

/** Alternatives, each of constraints that must all hold. */
export type Constraints = readonly (readonly Constraint[])[];

const identifiers = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const versionText = `v?([0-9xX*|]+)(\\.[0-9xX*|]+)?(\\.[0-9xX*|]+)?(-${identifiers})?(\\+${identifiers})?`;
const operators = "!=|>=|=>|<=|=<|~>|=|>|<|~|\\^|";
const one = new RegExp(`(${operators})\\s*${versionText}`, "y");
const range = new RegExp(`\\s*${versionText}\\s+-\\s+${versionText}\\s*`, "g");

/** Differs: Go takes constraints of any length; here such a long one is invalid. */
const longest = 256;

/** `>=1.2 <2 || ~3.1`: what a version must satisfy. Source: Masterminds/semver/v3 NewConstraint */
export function parseConstraints(text: string): Constraints | { readonly problem: string } {
  if (text.length > longest) return { problem: `improper constraint: ${text}` };
  const alternatives: Constraint[][] = [];
  for (const part of rewriteRanges(text).split("||")) {
    const constraints = parseAll(part);
    if ("problem" in constraints) return constraints;
    alternatives.push(constraints);
  }
  return alternatives;
}

export function satisfies(version: Version, constraints: Constraints): boolean {
  return constraints.some((all) => all.every((constraint) => checks[constraint.operator](version, constraint)));
}

/** `1.2 - 1.4` as `>= 1.2, <= 1.4`. */
function rewriteRanges(text: string): string {
  return text.replace(range, (...match: string[]) => {
    const [low, high] = match[0]!.trim().split(/\s+-\s+/);
    return `>= ${low}, <= ${high} `;
  });
}

/** Constraints parted by spaces or commas. */
function parseAll(text: string): Constraint[] | { problem: string } {
  const found: Constraint[] = [];
  const trimmed = text.trim();
  let at = 0;
  while (at < trimmed.length) {
    one.lastIndex = at;
    const match = one.exec(trimmed);
    const constraint = match === null ? undefined : fromMatch(match);
    if (constraint === undefined) return { problem: `improper constraint: ${text}` };
    if ("problem" in constraint) return constraint;
    found.push(constraint);
    const next = one.lastIndex;
    const gap = /^(?:\s*,\s*|\s+)/.exec(trimmed.slice(next))?.[0].length ?? 0;
    at = next + gap;
    // Two constraints need a separator, and nothing may follow the last one.
    if ((gap === 0) !== (at === trimmed.length)) return { problem: `improper constraint: ${text}` };
  }
  return found.length === 0 ? { problem: `improper constraint: ${text}` } : found;
}

function fromMatch(match: RegExpExecArray): Constraint | { problem: string } {
  const [, operator = "", major = "", minor = "", patch = "", pre = ""] = match;
  const isOpen = (part: string): boolean => /^\.?[xX*]?$/.test(part);
  const open = isOpen(major) ? 0 : isOpen(minor) ? 1 : isOpen(patch) ? 2 : 3;
  const text =
    open === 0
      ? `0.0.0${pre}`
      : open === 1
        ? `${major}.0.0${pre}`
        : open === 2
          ? `${major}${minor}.0${pre}`
          : match[0].slice(operator.length).trim();
  const version = parseVersion(text);
  if ("problem" in version) return { problem: "constraint Parser Error" };
  return { operator: operator as Operator, version, dirty: open < 3, minorDirty: open === 1, patchDirty: open === 2 };
}

type Check = (version: Version, constraint: Constraint) => boolean;

/** A prerelease satisfies only constraints that name one. */
function unlessPrerelease(check: Check): Check {
  return (version, constraint) => (version.pre === "" || constraint.version.pre !== "") && check(version, constraint);
}

const isAtLeast = unlessPrerelease((version, constraint) => compareVersions(version, constraint.version) >= 0);

const isAtMost = unlessPrerelease((version, constraint) => {
  const limit = constraint.version;
  if (!constraint.dirty) return compareVersions(version, limit) <= 0;
  return version.major <= limit.major && !(version.major === limit.major && version.minor > limit.minor && !constraint.minorDirty);
});

const isAbove = unlessPrerelease((version, constraint) => {
  const limit = constraint.version;
  if (!constraint.dirty) return compareVersions(version, limit) > 0;
  if (version.major !== limit.major) return version.major > limit.major;
  if (constraint.minorDirty) return false;
  return constraint.patchDirty ? version.minor > limit.minor : compareVersions(version, limit) > 0;
});

/** The same major version, and minor where it is given. */
const isNear = unlessPrerelease((version, constraint) => {
  const wanted = constraint.version;
  if (compareVersions(version, wanted) < 0) return false;
  const isZero = wanted.major === 0n && wanted.minor === 0n && wanted.patch === 0n;
  if (isZero && !constraint.minorDirty && !constraint.patchDirty) return true;
  return version.major === wanted.major && (version.minor === wanted.minor || constraint.minorDirty);
});

const isEqual = unlessPrerelease((version, constraint) =>
  constraint.dirty ? isNear(version, constraint) : compareVersions(version, constraint.version) === 0,
);

const isUnequal: Check = (version, constraint) => {
  const other = constraint.version;
  if (!constraint.dirty) return compareVersions(version, other) !== 0;
  if (version.pre !== "" && other.pre === "") return false;
  if (version.major !== other.major) return true;
  if (version.minor !== other.minor && !constraint.minorDirty) return true;
  if (constraint.minorDirty) return false;
  if (version.patch !== other.patch && !constraint.patchDirty) return true;
  if (constraint.patchDirty) return comparePrereleases(version.pre, other.pre) !== 0;
  return compareVersions(version, other) !== 0;
};

/** The leftmost part that is not zero stays. */
const isCompatible = unlessPrerelease((version, constraint) => {
  const wanted = constraint.version;
  if (compareVersions(version, wanted) < 0) return false;
  if (wanted.major > 0n || constraint.minorDirty) return version.major === wanted.major;
  if (version.major > 0n) return false;
  if (wanted.minor > 0n || constraint.patchDirty) return version.minor === wanted.minor;
  return version.minor === 0n && version.patch === wanted.patch;
});

const checks: Readonly<Record<Operator, Check>> = {
  "": isEqual,
  "=": isEqual,
  "!=": isUnequal,
  ">": isAbove,
  "<": unlessPrerelease((version, constraint) => compareVersions(version, constraint.version) < 0),
  ">=": isAtLeast,
  "=>": isAtLeast,
  "<=": isAtMost,
  "=<": isAtMost,
  "~": isNear,
  "~>": isNear,
  "^": isCompatible,
};
