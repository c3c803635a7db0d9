import type { ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import type { Unit } from "../yaml/put.ts";
import { nodeValue } from "../yaml/source-node.ts";
import type { Manifest, Part } from "./manifest.ts";

/** A Kubernetes object in a manifest: the value at `path` of a part's root. */
export interface KrmObject {
  readonly part: number;
  readonly path: ObjectPath;
  readonly value: ValueMap;
  readonly identity: ResourceIdentity;
}

export type ObjectPath = readonly (string | number)[];

/** What can be known about a part without parsing it. */
export interface Header {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * The apiVersion and kind of a part in block style, read from its lines; undefined unless each is there once, as a
 * plain word. In a block map, a line that begins with `kind:` in the keys' column is its own kind.
 */
export function headerOf({ text }: Manifest, { start, end, isItem, fault }: Part): Header | undefined {
  if (fault) return undefined;
  const slice = text.slice(start, end);
  const pad = isItem ? slice.indexOf("-") + 2 : 0;
  const apiVersion = lineValue(slice, "apiVersion", pad);
  const kind = lineValue(slice, "kind", pad);
  if (!apiVersion || !kind) return undefined;
  // If there are two, the later one counts, and for some readers neither.
  const line = `\n${" ".repeat(pad)}kind:`;
  const first = slice.indexOf(line);
  const isTwice = first !== -1 && (slice.startsWith("kind:", pad) || slice.includes(line, first + 1));
  return isTwice ? undefined : { apiVersion, kind };
}

function lineValue(slice: string, key: string, pad: number): string | undefined {
  const needle = `${key}: `;
  const first = slice.startsWith(needle, pad) ? pad : slice.indexOf(`\n${" ".repeat(pad)}${needle}`) + 1 + pad;
  if (first === pad && !slice.startsWith(needle, pad)) return undefined;
  const newline = slice.indexOf("\n", first);
  const value = slice.slice(first + needle.length, newline === -1 ? slice.length : newline);
  return /^[A-Za-z][\w./-]*\s*$/.test(value) ? value.trim() : undefined;
}

/** The objects of a part: the part itself, or the `items` of a List of any kind, including nested lists. */
export function objectsOf(part: number, { entry }: Unit, within: ObjectPath = []): readonly KrmObject[] {
  return found(part, at(nodeValue(entry.value), ...within), within);
}

function found(part: number, value: Value | undefined, path: ObjectPath): readonly KrmObject[] {
  if (!isMap(value)) return [];
  const identity = identityOf(value);
  if (!identity) return [];
  if (identity.kind.endsWith("List") && isList(value.items))
    return value.items.flatMap((item, i) => found(part, item, [...path, "items", i]));
  return [{ part, path, value, identity }];
}

/** The identity of an object; undefined without a kind or apiVersion. A missing name is "". */
export function identityOf(value: ValueMap): ResourceIdentity | undefined {
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  const name = at(value, "metadata", "name") ?? at(value, "metadata", "generateName");
  const namespace = at(value, "metadata", "namespace");
  return { apiVersion, kind, name: typeof name === "string" ? name : "", ...(typeof namespace === "string" && { namespace }) };
}

const PATH_ANNOTATIONS = ["internal.config.kubernetes.io/path", "config.kubernetes.io/path"];

/** The file that a host read an object from, if it says so. */
export function hostPath(value: ValueMap): string | undefined {
  const annotations = at(value, "metadata", "annotations");
  return PATH_ANNOTATIONS.map((key) => at(annotations, key)).find((path) => typeof path === "string");
}

/**
 * The local file that an object comes from, as kustomize says with `buildMetadata: [originAnnotations]`: YAML text with
 * `path`, and with `repo` if the file is in another repository.
 */
export function originPath(value: ValueMap): string | undefined {
  const origin = at(value, "metadata", "annotations", "config.kubernetes.io/origin");
  if (typeof origin !== "string" || /^repo:/m.test(origin)) return undefined;
  return /^path: ([^\s"'].*)$/m.exec(origin)?.[1]?.trimEnd();
}

/**
 * Whether an object is local configuration: it is not applied to a cluster, and podgraft does not change it. Source:
 * kpt, `config.kubernetes.io/local-config`.
 */
export function isLocalConfig(value: ValueMap): boolean {
  const mark = at(value, "metadata", "annotations", "config.kubernetes.io/local-config");
  return mark !== undefined && mark !== null && mark !== "" && mark !== "false" && mark !== false;
}
