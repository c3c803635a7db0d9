import { compare, noListKeys } from "../../change/compare.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { positionOf } from "../../diagnostic/lines.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { spliced, spliceOf } from "../../krm/edit.ts";
import type { Manifest, Part } from "../../krm/manifest.ts";
import { headerOf, isLocalConfig, type KrmObject } from "../../krm/objects.ts";
import { split } from "../../krm/split.ts";
import { at, isMap, newMap, type ValueMap, withKey } from "../../value/value.ts";
import { nodeValue } from "../../yaml/source-node.ts";
import { collectionLines, ownStyle } from "../../yaml/write.ts";
import { KIND } from "../config/config.ts";
import type { NamedText } from "../named-text.ts";
import { partObjects, type ReadObjects, wholeParts } from "./part-objects.ts";

/** What a cluster accepts: one object in each document. */
export interface PlainStream {
  readonly documents: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Annotations by which kustomize, kpt and their functions talk to each other; nothing outside a build reads them.
 * Source: kustomize kyaml/kio/kioutil/kioutil.go, api/internal/utils/annotations.go
 */
const INTERNAL =
  /^(?:internal\.config\.(?:kubernetes|k8s)\.io\/|config\.k8s\.io\/id$|config\.kubernetes\.io\/(?:index|path|id)$|kustomize\.config\.k8s\.io\/)/;
const MAY_BE_MARKED = /config\.(?:kubernetes|k8s)\.io\//;

export interface EditedText extends NamedText {
  /** The text before it was edited, whose lines are reported; absent: it is the same. */
  readonly before?: string;
}

/**
 * The objects of several texts for a host without functions: only documents, so Lists and ResourceLists are split;
 * without SidecarInjectors, local configuration and annotations of a build. A document that is one object in block
 * style keeps its text.
 */
export function plainStream(texts: readonly EditedText[]): PlainStream {
  const found = texts.flatMap(({ file, text, before = text }) => {
    const manifest = split(file, text);
    return wholeParts(manifest).map((part, index) => {
      const { documents, diagnostics } = plainPart(manifest, part, index);
      const lineIn = (whole: Manifest) => positionOf(whole.text, wholeParts(whole)[index]?.start ?? 0).line;
      const added = diagnostics.length === 0 ? 0 : lineIn(manifest) - lineIn(split(file, before));
      return { documents, diagnostics: diagnostics.map((told) => asBefore(told, added)) };
    });
  });
  return {
    documents: found.flatMap(({ documents }) => documents).map((text) => (text.endsWith("\n") ? text : `${text}\n`)),
    diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * Reports about an unedited document get the line that it had before other documents were edited: that many lines
 * preceded it.
 */
function asBefore(told: Diagnostic, added: number): Diagnostic {
  const { location } = told;
  return location?.line === undefined ? told : { ...told, location: { ...location, line: location.line - added } };
}

function plainPart(manifest: Manifest, part: Part, index: number): PlainStream {
  const text = manifest.text.slice(part.start, part.end);
  const header = manifest.list ? undefined : blockHeader(manifest, part);
  if (header && !MAY_BE_MARKED.test(text)) return { documents: isConfig(header) ? [] : [text], diagnostics: [] };
  const read = partObjects(manifest, part, index);
  if ("diagnostics" in read) return { documents: [], diagnostics: read.diagnostics };
  const stranger = noObject(manifest, part, read);
  if (stranger) return { documents: [], diagnostics: [stranger] };
  const kept = read.objects.filter(({ value, identity }) => !isConfig(identity) && !isLocalConfig(value));
  return { documents: kept.map((object) => (header ? unmarkedText(manifest, object, read) : writtenText(object))), diagnostics: [] };
}

/** Of a document that is one object in block style. */
function blockHeader(manifest: Manifest, part: Part) {
  const header = headerOf(manifest, part);
  const first = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*(.)/.exec(manifest.text.slice(part.start, part.end))?.[1] ?? "";
  return header && !header.kind.endsWith("List") && /[A-Za-z"']/.test(first) ? header : undefined;
}

export function isConfig({ apiVersion, kind }: { apiVersion: string; kind: string }): boolean {
  return kind === KIND && apiVersion.startsWith("podgraft.dev/");
}

/** The document without the lines of a build's annotations. */
function unmarkedText(manifest: Manifest, { value }: KrmObject, { unit }: ReadObjects): string {
  const { start } = unit.entry;
  const text = manifest.text.slice(start, unit.end);
  const delta = compare(value, unmarked(value), noListKeys);
  if (!delta) return text;
  const splice = spliceOf(manifest, unit, [{ path: [], delta }]);
  return spliced(text, [{ ...splice, start: splice.start - start, end: splice.end - start }]);
}

function writtenText({ value }: KrmObject): string {
  return collectionLines(unmarked(value), { column: 0, style: ownStyle });
}

function unmarked(object: ValueMap): ValueMap {
  const { metadata } = object;
  const annotations = at(metadata, "annotations");
  if (!isMap(metadata) || !isMap(annotations) || !Object.keys(annotations).some((key) => INTERNAL.test(key))) return object;
  const left = Object.entries(annotations).filter(([key]) => !INTERNAL.test(key));
  const kept = left.length === 0 ? undefined : Object.assign(newMap(), Object.fromEntries(left));
  return withKey(object, "metadata", withKey(metadata, "annotations", kept));
}

/** The names by which kustomize, Helm and kpt know their own files. */
const CONTROL_FILES = ["kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml", "Kptfile"];

/** A document's content if it is neither an object nor a list of objects; undefined for an empty document. */
function noObject({ file, text }: Manifest, { start, end }: Part, { unit, objects }: ReadObjects): Diagnostic | undefined {
  const value = nodeValue(unit.entry.value);
  if (objects.length > 0 || value === null || Array.isArray(at(value, "items"))) return undefined;
  const content = start + Math.max(0, text.slice(start, end).search(/^[^\s#]/m));
  const meant = nearest(file.slice(file.lastIndexOf("/") + 1), CONTROL_FILES);
  return diagnostic("InvalidInput", {
    message: "Cannot print the document: it has no kind and apiVersion; expected a Kubernetes object",
    fix: meant === undefined ? "name its file in .podgraftignore, or make it an object" : `rename the file to ${meant}`,
    location: { file, line: positionOf(text, content).line },
  });
}
