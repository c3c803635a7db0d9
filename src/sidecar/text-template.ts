import type { Decision } from "../decide/decision.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { sprig } from "../gotemplate/sprig/sprig.ts";
import { stringMap } from "../gotemplate/value/type.ts";
import { type Func, type GoValue, TypedMap } from "../gotemplate/value/value.ts";
import type { GraftSubject, Rendered } from "../graft/graft.ts";
import { fieldOf, itemOf, podTemplateSchema, type Schema } from "../kube/schema.ts";
import { podFunctions } from "../template/functions.ts";
import { kubeValue } from "../template/kube-host.ts";
import { listTemplate } from "../template/list-template.ts";
import { lookupIn, type ObjectsOfInput } from "../template/lookup.ts";
import { podTemplate } from "../template/pod-template.ts";
import type { TemplateText, TemplateTools } from "../template/rendered-text.ts";
import { struct } from "../template/struct.ts";
import { valueTemplate, type WrittenValue } from "../template/value-template.ts";
import { newMap, type ValueMap } from "../value/value.ts";
import { partProblems } from "./check-template.ts";
import { operationFaults, type PodPatch, wrongOperation } from "./patch-operations.ts";

/** The workload and pod that a sidecar's own template is rendered for. */
export interface TextSubject extends GraftSubject {
  readonly decision: Decision;
}

export type RenderText = (subject: TextSubject) => Rendered;

export type RenderPart = (subject: TextSubject) => { readonly part: ValueMap; readonly diagnostics: readonly Diagnostic[] };

/** Fields of the data in addition to the pod's, such as the mesh's: `Values`, `MeshConfig`, `ProxyConfig`. */
export type MoreFields = (subject: GraftSubject) => Readonly<Record<string, GoValue>>;

export interface TextTools extends Pick<TemplateTools, "quick" | "full" | "regexp"> {
  readonly moreFields: MoreFields;
  /** For `lookup`; absent: there is no such function. */
  readonly objects?: ObjectsOfInput | undefined;
}

/** Compiles the Go template of a user's own sidecar. */
export function textTemplate(
  written: TemplateText,
  { moreFields, objects, ...tools }: TextTools,
): { readonly render: RenderText } | { readonly diagnostics: readonly Diagnostic[] } {
  const render = podTemplate(written, { ...tools, functions: functionsFor(objects), ownFields });
  if (typeof render !== "function") return render;
  return {
    render: (subject) => {
      const rendered = render(sidecarData(subject, moreFields(subject)));
      return "partial" in rendered ? { patch: rendered.partial, diagnostics: [] } : { patch: newMap(), ...rendered };
    },
  };
}

/** Compiles the Go templates in what a sidecar merges into the app's containers. */
export function partTemplate(
  written: Omit<WrittenValue, "schema">,
  { moreFields, objects, regexp }: TextTools,
): { readonly render: RenderPart } | { readonly diagnostics: readonly Diagnostic[] } {
  const schema = itemOf(fieldOf(fieldOf(podTemplateSchema, "spec"), "containers"));
  const render = valueTemplate({ ...written, schema }, { functions: functionsFor(objects), regexp });
  if (typeof render !== "function") return render;
  return {
    render: (subject) => {
      const rendered = render(sidecarData(subject, moreFields(subject)));
      if ("diagnostics" in rendered) return { part: newMap(), ...rendered };
      const part = rendered.value as ValueMap;
      return { part, diagnostics: partProblems(part, written.source) };
    },
  };
}

export type RenderPatch = (subject: TextSubject) => PodPatch | { readonly diagnostics: readonly Diagnostic[] };

/** Compiles the Go template of a sidecar's JSON patch. Its output is checked like a patch in the configuration. */
export function patchTemplate(
  written: TemplateText,
  { moreFields, objects, ...tools }: TextTools,
): { readonly render: RenderPatch } | { readonly diagnostics: readonly Diagnostic[] } {
  const render = listTemplate(written, { ...tools, functions: functionsFor(objects), ownFields, ...aPatch });
  if (typeof render !== "function") return render;
  return {
    render: (subject) => {
      const rendered = render(sidecarData(subject, moreFields(subject)));
      if ("diagnostics" in rendered) return rendered;
      const { items, placeOf } = rendered;
      const faults = operationFaults(items);
      if (faults.length === 0) return { operations: items as unknown as PodPatch["operations"], placeOf: (index) => placeOf([index]) };
      const stepsTo = ({ index, key }: (typeof faults)[number]) => (key === undefined ? [index] : [index, key]);
      return { diagnostics: faults.map((fault) => wrongOperation(written.name, fault, placeOf(stepsTo(fault)))) };
    },
  };
}

const aPatch = {
  expected: "a list of operations of a JSON Patch",
  fix: "have the template render a list such as [{op: add, path: /spec/hostname, value: web}]; a partial pod belongs in templateText",
};

const functions = { ...sprig, ...podFunctions };

function functionsFor(objects: ObjectsOfInput | undefined): Readonly<Record<string, Func>> {
  return objects ? { ...functions, lookup: lookupIn(objects) } : functions;
}

const ownFields: ReadonlySet<string> = new Set(["Values", "MeshConfig"]);

/** What a template of a user's own sidecar sees: docs/TEMPLATES.md. */
function sidecarData({ facts, podTemplate: pod, decision }: TextSubject, more: Readonly<Record<string, GoValue>>): GoValue {
  const { workload, namespace } = facts;
  return struct("*podgraft.Pod", {
    Workload: struct("podgraft.Workload", {
      APIVersion: workload.apiVersion,
      Kind: workload.kind,
      Name: workload.name,
      Namespace: workload.namespace ?? "",
    }),
    Namespace: struct("podgraft.Namespace", {
      Name: namespace.name ?? "",
      Labels: texts(namespace.labels),
      Annotations: texts(namespace.annotations),
      IsKnown: namespace.isKnown,
    }),
    ObjectMeta: kubeValue(pod.metadata, fieldOf(podTemplateSchema, "metadata") as Schema),
    Spec: kubeValue(pod.spec, fieldOf(podTemplateSchema, "spec") as Schema),
    Decision: struct("podgraft.Decision", {
      Code: decision.code,
      Facts: decision.evidence.map(({ fact, found }) => struct("podgraft.Fact", { Name: fact, Found: found })),
    }),
    ...more,
  });
}

function texts(map: ValueMap): TypedMap {
  return new TypedMap(stringMap, map as Readonly<Record<string, string>>);
}
