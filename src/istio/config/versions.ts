/** The release for a configuration without `hub` and `tag`; this is the only place that sets it. */
export const defaultHub = "registry.istio.io/release";
export const defaultTag = "1.30.5";

/** The minors of Istio that the built-in profile reproduces, oldest first. */
export const reproducedMinors = ["1.30", "1.31", "1.32"] as const;
export type Minor = (typeof reproducedMinors)[number];

/**
 * The changes of the injector's output between these minors. A proxy gets what the istiod of its own minor would have
 * made: no istiod combines a newer template with an older agent.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files and pkg/kube/inject at 1.30.3, 1.31.0-rc.0 and master
 * of August 2026.
 */
export const changes = {
  initImage: { since: "1.31", summary: "the init container's image follows values.global.proxy_init.image, not the proxy's" },
  canonicalNameTrimmed: { since: "1.31", summary: "a canonical name loses '-', '_' and '.' at both ends, not only '-' at its end" },
  fipsDebug: { since: "1.31", summary: "GODEBUG=fips140=only with the compliance policy fips-140-3" },
  scrapeTargets: { since: "1.31", summary: "several metrics targets, the secure metrics port, the check of reserved ports" },
  quotedNames: { since: "1.32", summary: "the name in sidecar.istio.io/bootstrapOverride is quoted, so that 123 is a name" },
  noGomaxprocs: { since: "1.32", summary: "GOMAXPROCS is no longer set on the proxy" },
} as const satisfies Record<string, { since: Minor; summary: string }>;

export type Change = keyof typeof changes;

/** Whether an injector of `minor` knows a change; a minor that is not known counts as the newest. */
export function hasChange(minor: string | undefined, change: Change): boolean {
  const place = (reproducedMinors as readonly string[]).indexOf(minor ?? "");
  return place < 0 || place >= reproducedMinors.indexOf(changes[change].since);
}

/**
 * The minor ("1.30") that an image tag names, or undefined if it names none: "1.30.5", "1.30-distroless", "1.30.0-rc.1",
 * "1.32-alpha.0123abc". A digest or "latest" names none.
 */
export function minorOfTag(tag: string): string | undefined {
  return /^v?(\d{1,3}\.\d{1,4})(?:[.-]|$)/.exec(tag)?.[1];
}

/** The reproduced minor that is next to the tag's; undefined if the tag names none, which stands for the newest. */
export function closestMinor(tag: string): Minor | undefined {
  const minor = minorOfTag(tag);
  if (minor === undefined) return undefined;
  return reproducedMinors.findLast((known) => compareMinors(known, minor) <= 0) ?? reproducedMinors[0];
}

function compareMinors(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((minor) => minor.split(".").map(Number));
  return (left[0] ?? 0) - (right[0] ?? 0) || (left[1] ?? 0) - (right[1] ?? 0);
}

/** Whether the profile reproduces what an istiod of the tag's minor makes; undefined if the tag names no minor. */
export function isReproduced(tag: string): boolean | undefined {
  const minor = minorOfTag(tag);
  return minor === undefined ? undefined : (reproducedMinors as readonly string[]).includes(minor);
}
