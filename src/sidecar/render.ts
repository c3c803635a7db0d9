import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { GraftSubject, Rendered } from "../graft/graft.ts";
import { CONTAINER_LISTS, type ContainerList, containersIn, specOf } from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { joiningMerge } from "../kube/strategic-merge.ts";
import { isList, isMap, mapAt, newMap, toValue, type Value, type ValueMap, withKey } from "../value/value.ts";
import { chosenContainers } from "./app-containers.ts";
import type { SidecarConfig } from "./config.ts";
import { addedContainers } from "./patch-operations.ts";

/**
 * Whether it may add containers, which run only on nodes with one operating system; labels and settings of the app's
 * containers fit any. What a template renders is not known in advance.
 */
export function bringsContainers({ template, templateText, jsonPatch, jsonPatchText }: SidecarConfig): boolean {
  const { spec = {} } = template ?? {};
  const isText = templateText !== undefined || jsonPatchText !== undefined;
  return isText || spec.containers !== undefined || spec.initContainers !== undefined || addedContainers(jsonPatch).length > 0;
}

export interface SidecarTemplates {
  /** Absent: the template is used as written. */
  readonly renderText?: ((subject: GraftSubject) => Rendered) | undefined;
  /** Renders `appContainers`. Absent: it is used as written. */
  readonly renderPart?: ((subject: GraftSubject) => { readonly part: ValueMap; readonly diagnostics: readonly Diagnostic[] }) | undefined;
  /** Where the sidecar is in the configuration. */
  readonly place: string;
}

/** What a sidecar merges into a pod template: its own template, and its part in the app's containers. */
export function sidecarRenderer(config: SidecarConfig, templates: SidecarTemplates): (subject: GraftSubject) => Rendered {
  const { renderText, renderPart, place } = templates;
  const written: Rendered = { patch: toValue(config.template ?? {}), diagnostics: [], isFixed: true };
  const part = config.appContainers && (toValue(config.appContainers) as ValueMap);
  return (subject) => {
    const { facts } = subject;
    const rendered = renderText ? renderText(subject) : written;
    const template = rendered.patch as ValueMap;
    if (facts.metadataOnly && config.knative !== "pod") {
      const { patch, diagnostics } = metadataOnly(config, facts.workload, template);
      return { patch, diagnostics: [...rendered.diagnostics, ...diagnostics] };
    }
    if (!part) return rendered;
    const { names, unmatched } = chosenContainers(config, subject, place);
    const made = renderPart ? renderPart(subject) : { part, diagnostics: [] };
    const patch = CONTAINER_LISTS.reduce((pod, list) => withParts(pod, made.part, { list, names: names[list] }), template);
    return { patch, diagnostics: [...rendered.diagnostics, ...made.diagnostics, ...unmatched] };
  };
}

const TAKEN: readonly string[] = ["labels", "annotations"];

/** The labels and annotations of the template; an info if there is more. */
function metadataOnly(config: SidecarConfig, workload: GraftSubject["facts"]["workload"], template: ValueMap) {
  const metadata = newMap();
  const left = [
    ...Object.keys(template).filter((key) => key !== "metadata"),
    ...(config.appContainers ? ["appContainers"] : []),
    ...(config.jsonPatch ? ["jsonPatch"] : []),
    ...(config.jsonPatchText ? ["jsonPatchText"] : []),
  ];
  for (const [key, value] of Object.entries(mapAt(template, "metadata"))) {
    if (TAKEN.includes(key)) metadata[key] = value;
    else left.push(`metadata.${key}`);
  }
  const diagnostics: readonly Diagnostic[] = left.length === 0 ? [] : [specLeftOut(config.name, workload.kind, left)];
  return { patch: withKey(newMap(), "metadata", metadata), diagnostics };
}

function specLeftOut(name: string, kind: string, left: readonly string[]): Diagnostic {
  return diagnostic("MetadataOnly", {
    message: `Only the labels and annotations of ${name} are grafted, not its ${left.join(" and ")}: Knative's ${kind} takes little else`,
    fix: "set knative: pod in the sidecar, if the cluster's Knative allows what it brings",
  });
}

/** The template with `part` in an entry for each named container of a list, on top of what the template itself has for that one. */
function withParts(template: ValueMap, part: ValueMap, { list, names }: { list: ContainerList; names: readonly string[] }): ValueMap {
  const spec = specOf(template);
  const written = spec[list];
  const containers = isList(written) ? written : [];
  if (names.length === 0) return template;
  const entryOf = (name: string) => withKey(part, "name", name);
  const isNamed = (container: Value, name: string) => isMap(container) && container.name === name;
  const own = containers.map((container) => {
    const name = names.find((candidate) => isNamed(container, candidate));
    return name === undefined ? container : mergedContainer(container, entryOf(name));
  });
  const others = names.filter((name) => !containers.some((container) => isNamed(container, name)));
  return withKey(template, "spec", withKey(spec, list, [...own, ...others.map(entryOf)]));
}

function mergedContainer(container: Value, part: Value): Value {
  const pod = (item: Value) => withKey(newMap(), "spec", withKey(newMap(), "containers", [item]));
  const merged = joiningMerge(pod(container), pod(part), podTemplateSchema).value;
  return containersIn(merged, "containers")[0] as Value;
}
