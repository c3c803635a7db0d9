import { at, isList, type Value, type ValueMap } from "../value/value.ts";

/**
 * The version of what a graft added: the tag of its containers' images, or the beginning of their digest. Undefined
 * where it added no container, or several of different versions.
 */
export function graftedVersion(before: ValueMap, after: ValueMap): string | undefined {
  let version: string | undefined;
  for (const list of ["initContainers", "containers"]) {
    const there = itemsOf(before, list);
    for (const container of itemsOf(after, list)) {
      if (there.includes(container) || there.some((other) => at(other, "name") === at(container, "name"))) continue;
      const own = imageVersion(at(container, "image"));
      if (own === undefined || (version !== undefined && version !== own)) return undefined;
      version = own;
    }
  }
  return version;
}

function itemsOf(podTemplate: ValueMap, list: string): readonly Value[] {
  const items = at(podTemplate, "spec", list);
  return isList(items) ? items : [];
}

const DIGEST_SHOWN = "sha256:".length + 12;

/** "1.30.5" of `registry.example.com:5000/proxy:1.30.5@sha256:...`. */
function imageVersion(image: Value | undefined): string | undefined {
  if (typeof image !== "string") return undefined;
  const [name = "", digest] = image.split("@");
  const tag = name.slice(name.lastIndexOf("/") + 1).split(":")[1];
  return tag || digest?.slice(0, DIGEST_SHOWN);
}
