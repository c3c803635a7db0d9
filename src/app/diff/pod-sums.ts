import { allContainers, runningContainers, volumesOf } from "../../kube/pod.ts";
import { parseQuantity } from "../../kube/quantity.ts";
import { at, type Value, type ValueMap } from "../../value/value.ts";

/** The requests of a pod template, times its replicas. */
export interface PodSums {
  readonly containers: number;
  readonly volumes: number;
  /** Requests: thousandths of a CPU, and bytes. */
  readonly cpu: number;
  readonly memory: number;
  readonly replicas: number;
}

/** The increase: containers and volumes once for each pod template, CPU and memory for each replica. */
export type Sums = Omit<PodSums, "replicas">;

export function podSums(podTemplate: Value | undefined, replicas: number): PodSums {
  const running = runningContainers(podTemplate).map(({ container }) => container);
  return {
    containers: allContainers(podTemplate).length,
    volumes: volumesOf(podTemplate).length,
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

/**
 * If there is only a limit, Kubernetes uses it as the request. Source: kubernetes pkg/apis/core/v1/defaults.go
 * SetDefaults_Pod.
 */
function total(containers: readonly ValueMap[], name: string): number {
  return containers.reduce((sum, container) => {
    const asked = at(container, "resources", "requests", name) ?? at(container, "resources", "limits", name);
    const quantity = asked === undefined ? undefined : parseQuantity(asked);
    return sum + (quantity ? Number(quantity.unscaled) * 10 ** quantity.exponent : 0);
  }, 0);
}
