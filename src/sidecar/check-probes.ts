import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { CONTAINER_LISTS, mapsIn } from "../kube/pod.ts";
import { at, isMap, type Value } from "../value/value.ts";

const HANDLERS = [["startupProbe"], ["livenessProbe"], ["readinessProbe"], ["lifecycle", "postStart"], ["lifecycle", "preStop"]] as const;
const KINDS = ["httpGet", "tcpSocket", "grpc"] as const;

/**
 * Probes and hooks of a sidecar's own containers that have no port: Istio redirects them, so that Kubernetes would not tell. A container
 * without image may be one of the pod's, which has the port.
 */
export function portlessProbes(partial: Value, path: string): readonly Diagnostic[] {
  return CONTAINER_LISTS.flatMap((list) =>
    mapsIn(at(partial, "spec", list)).flatMap((container, i) =>
      container.image === undefined
        ? []
        : HANDLERS.flatMap((handler) =>
            KINDS.flatMap((kind) => {
              const action = at(container, ...handler, kind);
              return isMap(action) && (action.port ?? null) === null
                ? [portless(`${path}.spec.${list}[${i}].${handler.join(".")}.${kind}`)]
                : [];
            }),
          ),
    ),
  );
}

function portless(path: string): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Cannot use ${path}: its port is missing; expected a number from 1 to 65535${path.endsWith("grpc") ? "" : ", or the name of a port"}`,
    fix: "add port",
    field: { path },
  });
}
