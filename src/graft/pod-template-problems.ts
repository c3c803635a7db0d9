import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean, nearest } from "../diagnostic/nearest.ts";
import { describe } from "../kube/describe.ts";
import { CONTAINER_LISTS } from "../kube/pod.ts";
import { mayHaveWrongType, type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import { valueFix } from "../kube/value-fix.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { readablePath } from "./readable-path.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

interface TemplatePlace {
  readonly template: TemplatePath;
  /** The template may have no containers. */
  readonly partial: boolean;
  /** The path comes from the configuration. */
  readonly isUserDefined: boolean;
  /** The map that the template is in. */
  readonly outer?: Value | undefined;
}

/** A path whose items go by their names. */
function named(podTemplate: ValueMap, path: string): string {
  let value: Value | undefined = podTemplate;
  return path.replace(/\[([^\]]*)\]|[^.[\]]+/g, (step, index: string | undefined) => {
    const item: Value | undefined = at(value, isList(value) ? Number(index) : (index ?? step));
    const name = isList(value) ? at(item, "name") : undefined;
    value = item;
    return typeof name === "string" && name !== "" ? `[${name}]` : step;
  });
}

/**
 * Why a pod template cannot be grafted into: it has no containers, or a value has a type that Kubernetes refuses.
 * Unknown fields are left alone, because a newer Kubernetes may have them. So is text instead of a number, because a
 * later build step may replace it.
 */
export function podTemplateProblems(
  podTemplate: ValueMap,
  { template, partial, isUserDefined, outer }: TemplatePlace,
): readonly Diagnostic[] {
  const pathTo = (path: string) => [readablePath(keyedPath(template)), named(podTemplate, path)].filter((part) => part !== "").join(".");
  const all = mayHaveWrongType(podTemplate) ? validateTemplate(podTemplate) : [];
  const wrong = all.filter(
    ({ isUnknown, found, expected }) => !isUnknown && (typeof found !== "string" || /^a (?:map|list)/.test(expected)),
  );
  const containers = missingContainers(podTemplate, { pathTo, isUserDefined, outer, template });
  if (partial && (at(podTemplate, "spec", "containers") ?? null) === null) return wrong.map((problem) => wrongType(problem, pathTo));
  // An operator may name the containers of its own kind.
  const nameless = isUserDefined ? [] : namelessContainers(podTemplate, pathTo);
  const others = wrong.filter(({ path }) => !/^spec(?:\.containers)?$/.test(path));
  return [...containers, ...nameless, ...others.map((problem) => wrongType(problem, pathTo))];
}

function namelessContainers(podTemplate: ValueMap, pathTo: (path: string) => string): readonly Diagnostic[] {
  return CONTAINER_LISTS.flatMap((list) => {
    const containers = at(podTemplate, "spec", list);
    if (!isList(containers)) return [];
    return containers.flatMap((container, index) => {
      if (!isMap(container) || (container.name ?? null) !== null) return [];
      return nameless(container, pathTo(`spec.${list}[${index}]`));
    });
  });
}

function nameless(container: ValueMap, path: string): Diagnostic {
  const written = nearest("name", Object.keys(container));
  return diagnostic("InvalidPodTemplate", {
    message: `Cannot graft into the pod template: the container ${path} has no name${written === undefined ? "; expected one" : `, but ${written}${didYouMean("name")}`}`,
    fix: written === undefined ? "add the container's name" : `write name instead of ${written}`,
    field: { path: written === undefined ? path : `${path}.${written}` },
  });
}

interface Named extends Pick<TemplatePlace, "outer" | "template"> {
  readonly pathTo: (path: string) => string;
  readonly isUserDefined: boolean;
}

function missingContainers(podTemplate: ValueMap, { pathTo, isUserDefined, outer, template }: Named): readonly Diagnostic[] {
  const { spec } = podTemplate;
  const containers = isMap(spec) ? spec.containers : undefined;
  if (isList(containers) && containers.length > 0) return [];
  const elsewhere = isMap(spec) ? undefined : strayContainers(podTemplate, outer, template);
  if (elsewhere !== undefined) {
    const message = `Cannot graft into the pod template: ${pathTo("spec")} is ${describe(spec)}; expected a pod's spec with containers`;
    return [diagnostic("InvalidPodTemplate", { message, ...elsewhere })];
  }
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

/** Containers that are a level too far out, as their lines are indented too little. */
function strayContainers(
  podTemplate: ValueMap,
  outer: Value | undefined,
  template: TemplatePath,
): Pick<Diagnostic, "fix" | "field"> | undefined {
  const path = readablePath(keyedPath(template));
  if (isList(podTemplate.containers)) {
    const field = [path, "containers"].filter((part) => part !== "").join(".");
    return { fix: "move containers, and what is beside it, under spec", field: { path: field } };
  }
  const above = readablePath(keyedPath(template.slice(0, -1)));
  if (template.at(-1) !== "template" || !isList(at(outer, "spec", "containers"))) return undefined;
  return { fix: `indent ${above}.spec further, so that it is in ${path}`, field: { path: `${above}.spec` } };
}
