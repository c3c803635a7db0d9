import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { allContainers, annotationTexts, CONTAINER_LISTS, type ContainerList, containerNamed, containersIn } from "../../kube/pod.ts";
import { compareQuantities, parseQuantity } from "../../kube/quantity.ts";
import { remembered } from "../../value/remembered.ts";
import { at, isMap, type Value, type ValueMap } from "../../value/value.ts";
import { initContainer, proxyContainer, validationContainer } from "../container-names.ts";
import { annotations } from "../names.ts";
import { handlers } from "../post/app-probers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/**
 * Kubernetes refuses a request above its limit. Faults in the annotations of the proxy's resources are reported there
 * (proxy-resources.ts).
 *
 * Source: kubernetes pkg/apis/core/validation ValidateContainerResourceRequirements.
 */
export function requestAboveLimit({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined || hasResourceAnnotation(podTemplate)) return [];
  const found = CONTAINER_LISTS.flatMap((list) =>
    [proxyContainer, initContainer, validationContainer].flatMap((name) => {
      const container = containerNamed(containersIn(injected, list), name);
      return container === undefined
        ? []
        : (isMap(container.resources) ? aboveLimit(container.resources) : []).map((about) => ({ ...about, name, list }));
    }),
  );
  // The init container has the proxy's resources, so both have the same fault.
  const isFirst = (each: (typeof found)[number], i: number) =>
    found.findIndex(({ resource, asked, allowed }) => resource === each.resource && asked === each.asked && allowed === each.allowed) === i;
  return found.filter(isFirst).map(({ resource, asked, allowed, name }, i) =>
    diagnostic("RequestAboveLimit", {
      message: `Kubernetes refuses the pod: the container ${name} requests ${resource} ${asked}, above its limit ${allowed}`,
      fix: `lower the request or raise the limit: in the pod's own container ${name} if it has one, else in values.global.proxy.resources`,
      field: { path: `spec.${listOf(podTemplate, name)}[${name}].resources`, current: asked },
      ...(i === 0 && { covers: found.map((each) => `spec.${each.list}[${each.name}].resources`) }),
    }),
  );
}

/** Where the pod has its own container of that name, if it has one. */
function listOf(pod: ValueMap, name: string): ContainerList {
  return CONTAINER_LISTS.find((list) => containerNamed(containersIn(pod, list), name) !== undefined) ?? "containers";
}

/** The proxy's resources are mostly the same object in every pod. */
const aboveLimit = remembered((resources: ValueMap) => {
  const requests = at(resources, "requests");
  return Object.entries(isMap(requests) ? requests : {}).flatMap(([resource, asked]) => {
    const allowed = at(resources, "limits", resource) ?? null;
    const [request, limit] = [parseQuantity(asked), parseQuantity(allowed)];
    const isAbove = request !== undefined && limit !== undefined && compareQuantities(request, limit) > 0;
    return isAbove ? [{ resource, asked, allowed }] : [];
  });
});

function hasResourceAnnotation(pod: ValueMap): boolean {
  const given = annotationTexts(pod);
  const names = [annotations.proxyCpu, annotations.proxyMemory, annotations.proxyCpuLimit, annotations.proxyMemoryLimit];
  return names.some((name) => given[name] !== undefined);
}

/** A probe that the injector points to the agent has the agent's port, which is 0 if the agent does not listen. */
export function probePortZero({ injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined) return [];
  const found: { readonly name: Value | undefined; readonly path: readonly string[] }[] = [];
  for (const { container } of allContainers(injected)) {
    for (const { path, url } of handlers) {
      const action = path[0] in container ? at(container, ...path, "httpGet") : undefined;
      if (at(action, "port") === 0 && at(action, "path") === url(String(container.name))) found.push({ name: container.name, path });
    }
  }
  const [probed] = found;
  if (probed === undefined) return [];
  const isAnnotated = annotationTexts(injected)[annotations.statusPort] !== undefined;
  return [
    diagnostic("ProbePortZero", {
      message: `Kubernetes refuses the pod: the probes of ${probed.name} go to the agent, whose port is 0`,
      fix: `${isAnnotated ? `remove the annotation ${annotations.statusPort}` : "set defaultConfig.statusPort in the MeshConfig"}, or set ${annotations.rewriteProbers} to "false"`,
      ...(isAnnotated && { field: { path: `metadata.annotations[${annotations.statusPort}]`, current: "0" } }),
      covers: found.map(({ name, path }) => `[${name}].${path.join(".")}.httpGet.port`),
    }),
  ];
}

const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

/** Source: kubernetes pkg/apis/core/validation ValidateAppArmorPodAnnotations. */
export function appArmorContainers({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined) return [];
  const given = Object.keys(annotationTexts(podTemplate)).filter((annotation) => annotation.startsWith(APP_ARMOR));
  if (given.length === 0) return [];
  const names = allContainers(injected).map(({ container }) => container.name);
  return given.flatMap((annotation) => {
    if (names.includes(annotation.slice(APP_ARMOR.length))) return [];
    return [
      diagnostic("AppArmorContainer", {
        message: `Kubernetes refuses the pod: the annotation ${annotation} names a container that the pod does not have; it has ${names.join(", ")}`,
        fix: "correct the container's name in the annotation, or set securityContext.appArmorProfile of the container instead",
        field: { path: `metadata.annotations[${annotation}]` },
      }),
    ];
  });
}
