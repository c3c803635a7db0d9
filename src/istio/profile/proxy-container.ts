import type { Value, ValueMap } from "../../value/value.ts";
import { isTruthy, textAt } from "../config/values.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOrValue, interceptionMode, valueAt } from "./pod-settings.ts";

/** The arguments that every flavour of the proxy starts with; `role` is the agent's: sidecar or router. */
export function proxyArgs(context: PodContext, role: "sidecar" | "router"): readonly string[] {
  const stsPort = valueAt(context, "global", "sts", "servicePort");
  return [
    "proxy",
    role,
    "--domain",
    `$(POD_NAMESPACE).svc.${textAt(context.values, "global", "proxy", "clusterDomain")}`,
    `--proxyLogLevel=${annotationOrValue(context, annotations.logLevel, "global", "proxy", "logLevel")}`,
    `--proxyComponentLogLevel=${annotationOrValue(context, annotations.componentLogLevel, "global", "proxy", "componentLogLevel")}`,
    logLevelArg(context),
    ...(isTruthy(stsPort) ? [`--stsPort=${stsPort}`] : []),
    ...(isTruthy(valueAt(context, "global", "logAsJson")) ? ["--log_as_json"] : []),
  ];
}

export function logLevelArg(context: PodContext): string {
  return `--log_output_level=${annotationOrValue(context, annotations.agentLogLevel, "global", "logging", "level")}`;
}

/** `imagePullPolicy`, if the values set one. */
export function pullPolicy({ values }: PodContext): ValueMap {
  const policy = textAt(values, "global", "imagePullPolicy");
  return policy === "" ? {} : { imagePullPolicy: policy };
}

/** A seccomp profile from the values, if they set one. */
export function seccompProfile(context: PodContext): ValueMap {
  const profile = valueAt(context, "global", "proxy", "seccompProfile");
  return isTruthy(profile) ? { seccompProfile: profile } : {};
}

/** A lifecycle from the values, if they set one. */
export function configuredLifecycle(context: PodContext): ValueMap | undefined {
  const lifecycle = valueAt(context, "global", "proxy", "lifecycle");
  return isTruthy(lifecycle) ? { lifecycle } : undefined;
}

/** The probe of the agent's readiness; annotations may set its times. */
export function readinessProbe(context: PodContext, port: number): ValueMap {
  const seconds = (annotation: string, value: string) => numeric(annotationOrValue(context, annotation, "global", "proxy", value));
  return {
    httpGet: { path: "/healthz/ready", port },
    initialDelaySeconds: seconds(annotations.readinessInitialDelay, "readinessInitialDelaySeconds"),
    periodSeconds: seconds(annotations.readinessPeriod, "readinessPeriodSeconds"),
    timeoutSeconds: 3,
    failureThreshold: seconds(annotations.readinessFailureThreshold, "readinessFailureThreshold"),
  };
}

/** Whether the proxy is probed: not if the agent's port is 0. */
export function isProbed(context: PodContext): boolean {
  return annotationOrValue(context, annotations.statusPort, "global", "proxy", "statusPort") !== "0";
}

export function isTproxy(context: PodContext): boolean {
  return interceptionMode(context) === "TPROXY";
}

/** What YAML reads a plain number as; Istio's template prints it without quotes. */
export function numeric(text: string): Value {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}
