import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Dialect } from "./dialect.ts";

/** `1.5.1` of `v1.5.1`; undefined for what is not a release. */
export function releaseOf(version: string): string | undefined {
  return /^v?(\d{1,6}\.\d{1,6}\.\d{1,6})$/.exec(version)?.[1];
}

/** Whether a release is another one or a later one. */
export function isAtLeast(release: string, other: string): boolean {
  const [own, from] = [release, other].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const different = own.findIndex((number, i) => number !== from[i]);
  return different === -1 || (own[different] as number) > (from[different] as number);
}

/** An error for a version that the dialect does not know: what such a webhook makes of a pod would be a guess. */
export function versionFaults({ name, party, versions, newest }: Dialect, version: string): readonly Diagnostic[] {
  const release = releaseOf(version);
  const oldest = versions[0]?.from ?? newest;
  if (release !== undefined && isAtLeast(release, oldest) && isAtLeast(newest, release)) return [];
  const isNewer = release !== undefined && isAtLeast(release, newest);
  return [
    diagnostic("UnknownVersion", {
      message: `Cannot inject as ${party} ${version} does: podgraft knows the releases ${oldest} to ${newest}; expected one of them`,
      fix: `write ${isNewer ? newest : oldest === newest ? newest : `a release such as ${newest}`}${isNewer ? ", or upgrade podgraft" : ""}`,
      field: { path: `spec.dialects.${name}.version`, current: version },
    }),
  ];
}
