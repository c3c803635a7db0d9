import { allContainers, CONTAINER_LISTS, containersIn } from "../kube/pod.ts";
import type { Value, ValueMap } from "../value/value.ts";

/** The part of a graft that shows its version. */
export interface Versioned {
  /** The tag of its containers' images, or the beginning of their digest. */
  readonly version: string;
  /** The containers, by name. */
  readonly containers: readonly Value[];
}

/** The version of what a graft added; undefined if it added no container, or several with different versions. */
export function graftedVersion(before: ValueMap, after: ValueMap): Versioned | undefined {
  const names: Value[] = [];
  let version: string | undefined;
  for (const list of CONTAINER_LISTS) {
    const there = containersIn(before, list);
    for (const container of containersIn(after, list)) {
      if (there.includes(container) || there.some((other) => other.name === container.name)) continue;
      const own = imageVersion(container.image);
      if (own === undefined || (version !== undefined && version !== own)) return undefined;
      version = own;
      names.push(container.name as Value);
    }
  }
  return version === undefined ? undefined : { version, containers: names };
}

/** The versions that containers have in a pod template, each once: `1.31.0`, `1.30.5/1.31.0`. */
export function versionsThere(pod: Value | undefined, containers: readonly Value[]): string {
  const found = allContainers(pod).filter(({ container }) => containers.includes(container.name as Value));
  return [...new Set(found.map(({ container }) => imageVersion(container.image) ?? "no version"))].join("/");
}

const DIGEST_SHOWN = "sha256:".length + 12;

/** "1.30.5" of `registry.example.com:5000/proxy:1.30.5@sha256:...`. */
function imageVersion(image: Value | undefined): string | undefined {
  if (typeof image !== "string") return undefined;
  const at = image.indexOf("@");
  const name = at === -1 ? image : image.slice(0, at);
  const tag = name.slice(name.lastIndexOf("/") + 1).split(":")[1];
  return tag || (at === -1 ? undefined : image.slice(at + 1, at + 1 + DIGEST_SHOWN));
}
