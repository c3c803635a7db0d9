import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { fieldNames, fieldOf, itemOf, podTemplateSchema, type Schema } from "../kube/schema.ts";
import { type NameProblem, validateNames } from "../kube/validate-names.ts";
import { type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import { valueFix } from "../kube/value-fix.ts";
import { newMap, toValue, type Value } from "../value/value.ts";
import { hasActions } from "./app-containers.ts";
import { portlessProbes } from "./check-probes.ts";
import type { SidecarConfig } from "./config.ts";

/** Where a partial container is once it is in a pod. */
const CONTAINER = "spec.containers[0]";

/** What Kubernetes would refuse in a sidecar's template and in its `appContainers`; `path` is the sidecar's. */
export function checkTemplate(config: SidecarConfig, path: string): readonly Diagnostic[] {
  const { template, appContainers, appContainerNames, appContainerNamesFrom, allowUnknownFields: allowed = [] } = config;
  const partial = toValue(template ?? {});
  const names = validateNames(partial).map((problem) => invalidName(problem, `${path}.template.${problem.path}`));
  const problems = templateProblems(partial, (inner) => `${path}.template.${inner}`, allowed);
  const found = [...problems, ...names, ...portlessProbes(partial, `${path}.template`)];
  if (appContainers === undefined)
    return [
      ...found,
      ...(appContainerNames ? [withoutPart(`${path}.appContainerNames`)] : []),
      ...(appContainerNamesFrom ? [withoutPart(`${path}.appContainerNamesFrom`)] : []),
    ];
  const within = partProblems(toValue(appContainers), `${path}.appContainers`, allowed);
  return [...found, ...within, ...named(appContainers.name, `${path}.appContainers.name`)];
}

/** What Kubernetes would refuse in a partial pod; `placeOf` says where a field of it is written. */
export function templateProblems(
  partial: Value,
  placeOf: (path: string) => string,
  allowed: readonly string[] = [],
): readonly Diagnostic[] {
  return validateTemplate(partial).map((problem) => problemTold(problem, { place: placeOf(problem.path), allowed }));
}

/**
 * The faults of a partial container at `path`; without `allowed`, unknown fields are not reported. The output of a Go
 * template is not known yet.
 */
export function partProblems(part: Value, path: string, allowed?: readonly string[]): readonly Diagnostic[] {
  const problems = validateTemplate(podWith(part)).filter(({ found, isUnknown }) =>
    isUnknown ? allowed !== undefined : !hasActions(found),
  );
  return problems.map((problem) =>
    problemTold(problem, { place: `${path}${problem.path.slice(CONTAINER.length)}`, allowed: allowed ?? [] }),
  );
}

function withoutPart(path: string): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${path} without appContainers, which goes into the containers that it names; expected both or neither`,
    fix: "add appContainers, a partial container, or remove the field",
    field: { path },
  });
}

function podWith(container: Value): Value {
  return Object.assign(newMap(), { spec: Object.assign(newMap(), { containers: [container] }) });
}

export interface Told {
  /** The place of the value, as in messages. */
  readonly place: string;
  readonly allowed: readonly string[];
}

export function problemTold(problem: TemplateProblem, { place, allowed }: Told): Diagnostic {
  const { found, expected, isUnknown } = problem;
  const field = { path: place, current: found };
  if (isUnknown) return unknownField(problem, { place, allowed });
  return diagnostic("InvalidTemplate", {
    message: `Cannot use ${place}: it is ${describe(found)}; expected ${expected}`,
    fix: valueFix(found, expected, place.split(".").at(-1) as string),
    field,
  });
}

function invalidName({ found, expected }: NameProblem, place: string): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Cannot use ${place}: it is ${describe(found)}; expected ${expected}`,
    fix: nameFix(found),
    field: { path: place, ...(found !== undefined && { current: found }) },
  });
}

function nameFix(found: Value | undefined): string {
  if (found === undefined) return "add the name";
  const name = typeof found === "string" ? found.toLowerCase().replace(/[_. ]/g, "-") : "";
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name) ? `write ${name}` : "correct the value";
}

function unknownField({ path, found, expected, nearest }: TemplateProblem, { place, allowed }: Told): Diagnostic {
  const type = expected.replace("no field of ", "");
  const general = path.replace(/\[\d+\]/g, "[]");
  const field = { path: place, current: found };
  if (allowed.includes(general)) {
    return diagnostic("UnknownField", {
      message: `podgraft does not know the field ${place} of Kubernetes' ${type}; it is grafted, since allowUnknownFields lists it`,
      field,
    });
  }
  return diagnostic("InvalidTemplate", {
    message: `Cannot use ${place}: Kubernetes' ${type} does not have this field`,
    fix: `${fixOf(path, type, nearest)}; if the cluster's Kubernetes is newer and knows it, add ${general} to the sidecar's allowUnknownFields`,
    field,
  });
}

function fixOf(path: string, type: string, nearest: string | undefined): string {
  const key = path.slice(path.lastIndexOf(".") + 1);
  const home = homes[type]?.find(({ schema }) => fieldNames(schema).includes(key));
  if (home) return `move it ${home.place}`;
  const meant = others[`${type}.${key}`];
  if (meant !== undefined) return meant;
  return nearest === undefined ? "remove it" : `write ${nearest}`;
}

/** What people write for another field. */
const others: Readonly<Record<string, string>> = {
  "Container.tag": "write it in image, after a colon",
  "ContainerPort.port": "write containerPort",
  "VolumeMount.path": "write mountPath",
  "ResourceRequirements.cpu": "move it under requests or limits",
  "ResourceRequirements.memory": "move it under requests or limits",
};

const podSpec = fieldOf(podTemplateSchema, "spec");
const container = itemOf(fieldOf(podSpec, "containers"));

/** The right place of a field that is in the wrong part of a pod. */
const homes: Readonly<Record<string, readonly { readonly schema: Schema | undefined; readonly place: string }[]>> = {
  Container: [
    { schema: fieldOf(container, "resources"), place: "under resources" },
    { schema: podSpec, place: "to the pod's spec" },
  ],
  PodSpec: [{ schema: container, place: "into a container" }],
  Probe: [{ schema: fieldOf(fieldOf(container, "livenessProbe"), "httpGet"), place: "under httpGet" }],
};

function named(name: unknown, path: string): readonly Diagnostic[] {
  if (name === undefined) return [];
  return [
    diagnostic("InvalidTemplate", {
      message: `Cannot use ${path}: it is ${describe(toValue(name))}; expected no name, since appContainers goes into every container of the app`,
      fix: "remove the name; to change one container, write it under template.spec.containers",
      field: { path, current: toValue(name) },
    }),
  ];
}
