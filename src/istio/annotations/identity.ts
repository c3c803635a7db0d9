import * as is from "./checks.ts";
import { type AnnotationRows, proxies } from "./row.ts";

/** What names the workload, and what others than Istio read. */
export const identityRows = {
  defaultContainer: {
    name: "kubectl.kubernetes.io/default-container",
    value: "a container",
    readBy: [...proxies, "others"],
    effect: "written unless set: the application's first",
  },
  defaultLogsContainer: {
    name: "kubectl.kubernetes.io/default-logs-container",
    value: "a container",
    readBy: [...proxies, "others"],
    effect: "written unless set: the application's first",
  },
  otelServiceNamespace: {
    name: "resource.opentelemetry.io/service.namespace",
    value: "text",
    readBy: ["sidecar", "others"],
    effect: "OTEL_RESOURCE_ATTRIBUTES",
  },
  otelServiceVersion: {
    name: "resource.opentelemetry.io/service.version",
    value: "text",
    readBy: ["sidecar", "others"],
    effect: "OTEL_RESOURCE_ATTRIBUTES",
  },
  otelServiceInstanceId: {
    name: "resource.opentelemetry.io/service.instance.id",
    value: "text",
    readBy: ["sidecar", "others"],
    effect: "OTEL_RESOURCE_ATTRIBUTES",
  },
  datadogEnv: {
    name: "apm.datadoghq.com/env",
    value: is.strings,
    readBy: ["sidecar", "others"],
    effect: "the proxy's environment, with the tracer datadog",
  },
  openshiftUidRange: {
    name: "openshift.io/sa.scc.uid-range",
    on: "the namespace",
    value: "start/size",
    readBy: ["injector"],
    effect: "the proxy's user, with `platform: openshift`",
  },
  openshiftGroups: {
    name: "openshift.io/sa.scc.supplemental-groups",
    on: "the namespace",
    value: "start/size",
    readBy: ["injector"],
    effect: "the proxy's group, with `platform: openshift`",
  },
} as const satisfies AnnotationRows;
