import { decide } from "../decide/decision.ts";
import { mapAt } from "../decide/facts.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Graft, PostStep } from "../graft/graft.ts";
import { parseSelector, type Selector } from "../kube/selector.ts";
import { isList, isMap, toValue, type Value, type ValueList, withKey } from "../value/value.ts";
import { checkTemplate, unknownFields } from "./check-template.ts";
import type { SidecarConfig } from "./config.ts";
import { sidecarRules } from "./rules.ts";
import type { RenderText } from "./text-template.ts";

/** A sidecar of the user's own as a graft; `renderText` renders its `templateText`, where it has one. */
export function sidecarGraft(config: SidecarConfig, renderText?: RenderText): Graft {
  const { name, kinds, hostNetwork, optIn, policy } = config;
  const rules = sidecarRules({
    name,
    kinds,
    hostNetwork: hostNetwork ?? "inject",
    optIn,
    namespaceSelector: selector(config.namespaceSelector),
    podSelector: selector(config.podSelector),
    policy: policy ?? "disabled",
  });
  const patch = toValue(config.template ?? {});
  const diagnostics = unknownFields(patch, `the template of ${name}`);
  return {
    name,
    decide: (facts) => decide(rules, facts),
    render: (subject) => (renderText ? renderText({ ...subject, decision: decide(rules, subject.facts) }) : { patch, diagnostics }),
    post: [appContainersFirst],
  };
}

function selector(config: SidecarConfig["namespaceSelector"]): Selector | undefined {
  return config && parseSelector(toValue(config)).selector;
}

/**
 * New containers go behind the app's, whose first one `kubectl exec` and `kubectl logs` take.
 *
 * Differs: a strategic merge patch puts new items first.
 */
const appContainersFirst: PostStep = (podTemplate, { podTemplate: before }) => {
  const spec = mapAt(podTemplate, "spec");
  const earlier = namesOf(mapAt(before, "spec").containers);
  const { containers } = spec;
  if (!isList(containers) || earlier.length === 0) return podTemplate;
  const isNew = (container: Value) => isMap(container) && !earlier.includes(container.name as Value);
  const ordered = [...containers.filter((container) => !isNew(container)), ...containers.filter(isNew)];
  if (ordered.every((container, i) => container === containers[i])) return podTemplate;
  return withKey(podTemplate, "spec", withKey(spec, "containers", ordered));
};

function namesOf(containers: Value | undefined): ValueList {
  return isList(containers) ? containers.flatMap((container) => (isMap(container) ? [container.name as Value] : [])) : [];
}

/** What the schema cannot tell: names used twice, selectors and templates that Kubernetes would refuse. `path` is where the sidecars stand. */
export function checkSidecars(configs: readonly SidecarConfig[], path: string): readonly Diagnostic[] {
  return configs.flatMap((config, i) => [
    ...duplicateName(configs, { config, i, path }),
    ...checkSource(config, `${path}[${i}]`),
    ...checkSelector(config.namespaceSelector, `${path}[${i}].namespaceSelector`),
    ...checkSelector(config.podSelector, `${path}[${i}].podSelector`),
    ...checkTemplate(toValue(config.template ?? {}), `${path}[${i}].template`),
  ]);
}

function checkSource({ template, templateText }: SidecarConfig, path: string): readonly Diagnostic[] {
  if ((template === undefined) !== (templateText === undefined)) return [];
  const found = template === undefined ? "it has neither template nor templateText" : "it has both template and templateText";
  return [
    diagnostic("InvalidConfiguration", {
      message: `Cannot tell what ${path} grafts: ${found}; expected one of them`,
      fix: template === undefined ? "add template, a partial pod, or templateText, a Go template of one" : "remove one of the two",
      field: { path: template === undefined ? `${path}.template` : `${path}.templateText` },
    }),
  ];
}

function duplicateName(
  configs: readonly SidecarConfig[],
  { config, i, path }: { config: SidecarConfig; i: number; path: string },
): readonly Diagnostic[] {
  const first = configs.findIndex(({ name }) => name === config.name);
  if (first === i) return [];
  return [
    diagnostic("InvalidConfiguration", {
      message: `Cannot use the name ${JSON.stringify(config.name)} for two sidecars: ${path}[${first}] has it; expected a name of its own`,
      fix: "rename one of the two",
      field: { path: `${path}[${i}].name`, current: config.name },
    }),
  ];
}

function checkSelector(config: SidecarConfig["namespaceSelector"], path: string): readonly Diagnostic[] {
  if (!config) return [];
  return parseSelector(toValue(config)).problems.map((problem) =>
    diagnostic("InvalidConfiguration", {
      message: `Cannot use the selector: ${problem.path === "" ? "it" : problem.path} is ${JSON.stringify(problem.found ?? null)}; expected ${problem.expected}`,
      fix: "write the selector as Kubernetes has it: matchLabels, or matchExpressions with key, operator and values",
      field: {
        path: problem.path === "" ? path : `${path}.${problem.path}`,
        ...(problem.found !== undefined && { current: problem.found }),
      },
    }),
  );
}
