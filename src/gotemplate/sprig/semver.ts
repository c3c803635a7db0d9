/** A semantic version, read loosely: `v1`, `1.2` and `1.2.3-rc.1+build` all are. Source: Masterminds/semver/v3 NewVersion */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly pre: string;
  readonly metadata: string;
  readonly original: string;
}

/** Dot-separated identifiers, as a suffix after `-` or `+`. */
const identifiers = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const pattern = new RegExp(`^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-(${identifiers}))?(?:\\+(${identifiers}))?$`);
const maxUint64 = 0xffff_ffff_ffff_ffffn;

export function parseVersion(text: string): Version | { readonly problem: string } {
  const match = pattern.exec(text);
  if (match === null) return { problem: "Invalid Semantic Version" };
  const [, major = "", minor = "", patch = "", pre = "", metadata = ""] = match;
  for (const segment of [major, minor, patch]) {
    if (segment !== "" && tooLarge(segment))
      return { problem: `Error parsing version segment: strconv.ParseUint: parsing "${segment}": value out of range` };
  }
  if (pre.split(".").some((part) => /^0[0-9]+$/.test(part))) return { problem: "Version segment starts with 0" };
  return { major: BigInt(major), minor: BigInt(minor || "0"), patch: BigInt(patch || "0"), pre, metadata, original: text };
}

function tooLarge(digits: string): boolean {
  return digits.replace(/^0+/, "").length > 20 || BigInt(digits) > maxUint64;
}

export function formatVersion({ major, minor, patch, pre, metadata }: Version): string {
  return `${major}.${minor}.${patch}${pre === "" ? "" : `-${pre}`}${metadata === "" ? "" : `+${metadata}`}`;
}

/** -1, 0 or 1; metadata does not count. */
export function compareVersions(a: Version, b: Version): number {
  for (const key of ["major", "minor", "patch"] as const) if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  if (a.pre === b.pre) return 0;
  if (a.pre === "" || b.pre === "") return a.pre === "" ? 1 : -1;
  return comparePrereleases(a.pre, b.pre);
}

export function comparePrereleases(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = comparePart(left[i] ?? "", right[i] ?? "");
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Numbers before words, a missing part before all. */
function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? -1 : 1;
  const isNumber = (text: string): boolean => /^[0-9]{1,20}$/.test(text) && BigInt(text) <= maxUint64;
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
  if (isNumber(a)) return BigInt(a) > BigInt(b) ? 1 : -1;
  return a > b ? 1 : -1;
}
