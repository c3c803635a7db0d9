import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Dialect, DialectVersion } from "./dialect.ts";

/** `1.5.1` of `v1.5.1`; undefined for what is not a release. */
export function releaseOf(version: string): string | undefined {
  return /^v?(\d{1,6}\.\d{1,6}\.\d{1,6})$/.exec(version)?.[1];
}

/** Whether a release is the same as another one, or later. */
export function isAtLeast(release: string, other: string): boolean {
  const [own, from] = [release, other].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const different = own.findIndex((number, i) => number !== from[i]);
  return different === -1 || (own[different] as number) > (from[different] as number);
}

/** A version in which pods changed, with the name that templates and code use for it. */
export interface NamedVersion extends DialectVersion {
  readonly name: string;
}

/** Versions of a table, a line each, from the oldest on: the release, the name, and what it changes. */
export function versionTable(lines: string): readonly NamedVersion[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [from = "", name = "", ...words] = line.split(" ");
      return { from, name, does: words.join(" ") };
    });
}

/** The versions whose changes a release has. */
export function sinceOf(versions: readonly NamedVersion[], release: string): Readonly<Record<string, boolean>> {
  return Object.fromEntries(versions.map(({ name, from }) => [name, isAtLeast(release, from)]));
}

/** Whether it is among those from the oldest one on to the newest. */
export function isKnown(release: string, { versions, newest }: Pick<Dialect, "versions" | "newest">): boolean {
  return isAtLeast(release, versions[0]?.from ?? newest) && isAtLeast(newest, release);
}

/** An error for a version that the dialect does not know: the pods of such a webhook would be a guess. */
export function versionFaults(dialect: Dialect, version: string): readonly Diagnostic[] {
  const { name, party, versions, newest } = dialect;
  const release = releaseOf(version);
  const oldest = versions[0]?.from ?? newest;
  if (release !== undefined && isKnown(release, dialect)) return [];
  const isNewer = release !== undefined && isAtLeast(release, newest);
  return [
    diagnostic("UnknownVersion", {
      message: `Cannot inject as ${party} ${version} does: podgraft knows the releases ${oldest} to ${newest}; expected one of them`,
      fix: `write ${isNewer ? newest : oldest === newest ? newest : `a release such as ${newest}`}${isNewer ? ", or upgrade podgraft" : ""}`,
      field: { path: `spec.dialects.${name}.version`, current: version },
    }),
  ];
}
