import { parseQuantity } from "../../kube/quantity.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../../value/value.ts";

/** What a pod template asks for, times its replicas. */
export interface PodSums {
  readonly containers: number;
  readonly volumes: number;
  /** Requests: thousandths of a CPU, and bytes. */
  readonly cpu: number;
  readonly memory: number;
  readonly replicas: number;
}

/** How much more there is afterwards; containers and volumes for each pod template once, CPU and memory for each replica. */
export type Sums = Omit<PodSums, "replicas">;

/** What runs as long as the pod: its containers and its native sidecars, which are init containers that restart always. */
export function podSums(podTemplate: Value | undefined, replicas: number): PodSums {
  const initial = containersAt(podTemplate, "initContainers");
  const running = [...containersAt(podTemplate, "containers"), ...initial.filter(({ restartPolicy }) => restartPolicy === "Always")];
  const volumes = at(podTemplate, "spec", "volumes");
  return {
    containers: containersAt(podTemplate, "containers").length + initial.length,
    volumes: isList(volumes) ? volumes.length : 0,
    cpu: total(running, "cpu") * 1000 * replicas,
    memory: total(running, "memory") * replicas,
    replicas,
  };
}

export function sumsBetween(before: readonly PodSums[], after: readonly PodSums[]): Sums {
  const added = (name: keyof Sums) => sumOf(after, name) - sumOf(before, name);
  return { containers: added("containers"), volumes: added("volumes"), cpu: Math.round(added("cpu")), memory: Math.round(added("memory")) };
}

function sumOf(sums: readonly PodSums[], name: keyof Sums): number {
  return sums.reduce((all, one) => all + one[name], 0);
}

function containersAt(podTemplate: Value | undefined, list: string): readonly ValueMap[] {
  const found = at(podTemplate, "spec", list);
  return isList(found) ? found.filter(isMap) : [];
}

/** Of a limit alone Kubernetes makes the request, too. Source: kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Pod. */
function total(containers: readonly ValueMap[], name: string): number {
  return containers.reduce((sum, container) => {
    const asked = at(container, "resources", "requests", name) ?? at(container, "resources", "limits", name);
    const quantity = asked === undefined ? undefined : parseQuantity(asked);
    return sum + (quantity ? Number(quantity.unscaled) * 10 ** quantity.exponent : 0);
  }, 0);
}
