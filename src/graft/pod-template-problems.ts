import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { describe } from "../kube/describe.ts";
import { mayHaveWrongType, type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import { valueFix } from "../kube/value-fix.ts";
import { at, isList, isMap, type ValueMap } from "../value/value.ts";
import { readablePath } from "./readable-path.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

interface TemplatePlace {
  readonly template: TemplatePath;
  /** The template may have no containers. */
  readonly partial: boolean;
  /** The path comes from the configuration. */
  readonly isUserDefined: boolean;
}

/**
 * Why a pod template cannot be grafted into: it has no containers, or a value has a type that Kubernetes refuses.
 * Unknown fields are left alone, because a newer Kubernetes may have them. So is text instead of a number, because a
 * later build step may replace it.
 */
export function podTemplateProblems(podTemplate: ValueMap, { template, partial, isUserDefined }: TemplatePlace): readonly Diagnostic[] {
  const pathTo = (path: string) => [readablePath(keyedPath(template)), path].filter((part) => part !== "").join(".");
  const all = mayHaveWrongType(podTemplate) ? validateTemplate(podTemplate) : [];
  const wrong = all.filter(({ isUnknown, found }) => !isUnknown && typeof found !== "string");
  const containers = missingContainers(podTemplate, { pathTo, isUserDefined });
  if (partial && (at(podTemplate, "spec", "containers") ?? null) === null) return wrong.map((problem) => wrongType(problem, pathTo));
  return [...containers, ...wrong.filter(({ path }) => !/^spec(?:\.containers)?$/.test(path)).map((problem) => wrongType(problem, pathTo))];
}

interface Named {
  readonly pathTo: (path: string) => string;
  readonly isUserDefined: boolean;
}

function missingContainers(podTemplate: ValueMap, { pathTo, isUserDefined }: Named): readonly Diagnostic[] {
  const { spec } = podTemplate;
  const containers = isMap(spec) ? spec.containers : undefined;
  if (isList(containers) && containers.length > 0) return [];
  const [found, path, expected] = isMap(spec)
    ? [containers, "spec.containers", "a list with at least one container"]
    : [spec, "spec", "a pod's spec with containers"];
  const [field, map] = isMap(spec) ? ["containers", spec] : ["spec", podTemplate];
  const written = found === undefined ? nearest(field, Object.keys(map)) : undefined;
  const add = isMap(containers)
    ? valueFix(containers, "a list", "containers")
    : isUserDefined
      ? "add a container, or correct the path in spec.workloads"
      : "add a container with a name and an image";
  return [
    diagnostic("InvalidPodTemplate", {
      message: `Cannot graft into the pod template: ${pathTo(path)} is ${describe(found)}; expected ${expected}`,
      fix: written === undefined ? add : `write ${field} instead of ${written}`,
      field: { path: pathTo(written === undefined ? path : path.replace(field, written)), ...(found !== undefined && { current: found }) },
    }),
  ];
}

function wrongType({ path, found, expected }: TemplateProblem, pathTo: (path: string) => string): Diagnostic {
  return diagnostic("InvalidPodTemplate", {
    message: `Cannot graft into the pod template: ${pathTo(path)} is ${describe(found)}; expected ${expected}`,
    fix: valueFix(found, expected, path.split(".").at(-1) as string),
    field: { path: pathTo(path), current: found },
  });
}
