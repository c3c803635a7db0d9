import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { parseSelector, type SelectorProblem } from "../kube/selector.ts";
import { isQualifiedName } from "../kube/validate/formats.ts";
import type { UserWorkload } from "../kube/workloads.ts";
import { toValue } from "../value/value.ts";
import { checkReach } from "./check-reach.ts";
import { checkTemplate } from "./check-template.ts";
import type { SidecarConfig } from "./config.ts";
import { checkJsonPatch } from "./patch-operations.ts";

/**
 * Faults that the schema cannot find: repeated names, selectors and templates that Kubernetes would refuse, rules that
 * match nothing. `path` is the sidecars' place, `own` are the kinds that the configuration adds.
 */
export function checkSidecars(configs: readonly SidecarConfig[], path: string, own: readonly UserWorkload[] = []): readonly Diagnostic[] {
  return configs.flatMap((config, i) => [
    ...duplicateName(configs, { config, i, path }),
    ...checkSource(config, `${path}[${i}]`),
    ...checkKey(config.optIn, `${path}[${i}].optIn`),
    ...checkKey(config.appContainerNamesFrom, `${path}[${i}].appContainerNamesFrom`),
    ...checkSelector(config.namespaceSelector, `${path}[${i}].namespaceSelector`),
    ...checkSelector(config.podSelector, `${path}[${i}].podSelector`),
    ...checkReach(config, `${path}[${i}]`, own),
    ...checkTemplate(config, `${path}[${i}]`),
    ...checkJsonPatch(config, `${path}[${i}]`),
  ]);
}

/** A label or annotation of a pod, which no pod could have otherwise. */
function checkKey(key: string | undefined, path: string): readonly Diagnostic[] {
  if (key === undefined || isQualifiedName(key)) return [];
  return [
    diagnostic("InvalidConfiguration", {
      message: `Cannot use ${path}: it is ${JSON.stringify(key)}; expected the key of a label or annotation`,
      fix: "write a key such as example.com/inject, without its value",
      field: { path, current: key },
    }),
  ];
}

function checkSource({ template, templateText, jsonPatch, jsonPatchText }: SidecarConfig, path: string): readonly Diagnostic[] {
  const patches = jsonPatch !== undefined || jsonPatchText !== undefined;
  if (patches && (template === undefined || templateText === undefined)) return [];
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
      message: `Cannot use the name ${JSON.stringify(config.name)} for two sidecars: ${path}[${first}] has it; expected a unique name`,
      fix: "rename one of the two",
      field: { path: `${path}[${i}].name`, current: config.name },
    }),
  ];
}

function selectorFix({ found = null, expected }: SelectorProblem): string {
  if (expected.startsWith("no values")) return "remove values";
  if (expected.startsWith("at least one value")) return found === null ? "add values" : "add a value";
  return "write the selector as Kubernetes has it: matchLabels, or matchExpressions with key, operator and values";
}

function checkSelector(config: SidecarConfig["namespaceSelector"], path: string): readonly Diagnostic[] {
  if (!config) return [];
  return parseSelector(toValue(config)).problems.map((problem) =>
    diagnostic("InvalidConfiguration", {
      message: `Cannot use ${path}${problem.path === "" ? "" : `.${problem.path}`}: it is ${describe(problem.found ?? null)}; expected ${problem.expected}`,
      fix: selectorFix(problem),
      field: {
        path: problem.path === "" ? path : `${path}.${problem.path}`,
        ...(problem.found !== undefined && { current: problem.found }),
      },
    }),
  );
}
