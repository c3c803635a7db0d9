import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseText } from "../../src/app/embedded-yaml.ts";
import { regexp } from "../../src/app/engines.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { dialectGrafts } from "../../src/dialects/dialect-grafts.ts";
import { plainTemplate } from "../../src/template/plain-template.ts";
import { equal, toValue, type ValueMap } from "../../src/value/value.ts";

/** A pod, all that decides about it, and what the vendor's own injector made of it. */
export interface JudgedRow {
  readonly settings: object;
  /** Other objects of the input, each with its namespace. */
  readonly objects: readonly NamedObject[];
  readonly workload: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly namespace: { readonly name: string; readonly labels?: object; readonly annotations?: object };
  /** Of the Kubernetes 1 that the pods are for. */
  readonly minor: number;
  readonly pod: object;
  /** Absent: the pod as it was. */
  readonly made?: object;
  /** Why the injector refuses the pod, in its own words. */
  readonly refused?: string;
}

export interface NamedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly annotations?: object };
}

/** Written by tools/dialect-judge/write-rows.ts. */
export function judgedRows(dialect: string): readonly JudgedRow[] {
  const file = join(import.meta.dirname, `../data/dialects/${dialect}.jsonl.gz`);
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** Once for all rows. */
const templates = new Map<string, ReturnType<typeof plainTemplate>>();

function compiled(name: string, text: string, partials?: string) {
  const known = templates.get(name) ?? plainTemplate(name, text, regexp, partials);
  templates.set(name, known);
  return known;
}

/** What podgraft makes of the pod of a row: the pod, or the messages of the errors for which it does not. */
export function madeBy(dialect: string, { settings, objects, workload, namespace, minor, pod }: JudgedRow) {
  const find: Parameters<typeof dialectGrafts>[1]["find"] = (kind, name, within) => {
    const isIt = ({ apiVersion, kind: own, metadata }: NamedObject) =>
      apiVersion === kind.apiVersion && own === kind.kind && metadata.name === name && metadata.namespace === within;
    const found = objects.findLast(isIt);
    const { apiVersion = "", kind: own = "", metadata } = found ?? {};
    const identity = { apiVersion, kind: own, name, namespace: metadata?.namespace ?? "" };
    return found && { identity, value: toValue(found) as ValueMap, locate: () => ({}) };
  };
  const input = { find, names: () => [], minor, readYaml: parseText, template: compiled };
  const { grafts, diagnostics } = dialectGrafts({ [dialect]: settings }, input);
  const podTemplate = toValue(pod) as ValueMap;
  const facts = {
    workload: { ...workload, namespace: namespace.name },
    podTemplate,
    namespace: { name: namespace.name, labels: mapOf(namespace.labels), annotations: mapOf(namespace.annotations), isKnown: true },
  };
  const subject = { facts, podTemplate, appContainers: [], appInitContainers: [], taken: () => [] };
  const applied = grafts[0]?.decide(facts).inject ? grafts[0].apply(subject) : { podTemplate, diagnostics: [] };
  const told = [...diagnostics, ...applied.diagnostics];
  const errors = told.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return hasErrors(told) ? { errors } : { podTemplate: applied.podTemplate };
}

/** What is different; undefined if podgraft and the vendor agree. */
export function difference(dialect: string, row: JudgedRow): { readonly expected: unknown; readonly found: unknown } | undefined {
  const found = madeBy(dialect, row);
  if (row.refused !== undefined) return found.errors ? undefined : { expected: row.refused, found };
  const expected = toValue(row.made ?? row.pod);
  return found.podTemplate && equal(found.podTemplate, expected) ? undefined : { expected, found };
}

function mapOf(labels: object | undefined): ValueMap {
  return toValue(labels ?? {}) as ValueMap;
}
