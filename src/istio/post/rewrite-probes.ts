import { annotationTexts, envOf } from "../../kube/pod.ts";
import { parseGoBool } from "../../value/go-parse.ts";
import { at, isMap, newMap, toValue, type ValueMap, withKey, withPath } from "../../value/value.ts";
import { proxyContainer } from "../container-names.ts";
import { parseJson } from "../go-json.ts";
import { annotations } from "../names.ts";
import { envEntry, mapContainers, mapSidecar, sidecarOf, withEnv } from "../pod-containers.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import { appProbers, handlers, probersJson, storedProbers } from "./app-probers.ts";
import { appendEnv } from "./merge-metrics.ts";
import type { PostStep } from "./post-step.ts";

const proberVariable = "ISTIO_KUBE_APP_PROBERS";

/**
 * Has kubelet probe the agent, which is not behind mutual TLS, and tells the agent what to probe.
 *
 * Source: istio pkg/kube/inject/webhook.go applyRewrite, mergeOrAppendProbers; app_probe.go.
 */
export const rewriteProbes: PostStep = (pod, { values, podMeshConfig }) => {
  const setting = at(values, "sidecarInjectorWebhook", "rewriteAppHTTPProbe") === true;
  if (sidecarOf(pod) === undefined || !rewritesProbes(annotationTexts(pod), setting)) return pod;
  const meshPort = podMeshConfig.defaultConfig?.statusPort ?? 0;
  const probers = appProbers(pod, meshPort);
  const injectedBefore = annotationOf({ pod }, annotations.status) !== undefined;
  const told = probers === "" ? pod : mapSidecar(pod, (sidecar) => withProbers(sidecar, probers, injectedBefore));
  return redirectProbes(told, meshPort);
};

/** Whether probes are rewritten: the pod's annotation says, unless it cannot be read, else the values. */
function rewritesProbes(texts: Readonly<Record<string, string>>, setting: boolean): boolean {
  return parseGoBool(texts[annotations.rewriteProbers] ?? "") ?? setting;
}

/**
 * The pod with every probe and hook over HTTP, TCP and gRPC turned to the agent, by its own port where the pod names one.
 *
 * Source: istio pkg/kube/inject/app_probe.go patchRewriteProbe, convertProbe.
 */
function redirectProbes(pod: ValueMap, meshPort: number): ValueMap {
  const own = annotationOf({ pod }, annotations.statusPort);
  const port = own === undefined ? meshPort : Number(own);
  return mapContainers(pod, (container) => {
    if (container.name === proxyContainer) return container;
    return handlers.reduce((result, { path, url, isProbe }) => {
      const handler = at(result, ...path);
      if (!isMap(handler)) return result;
      const redirected = redirect(handler, { url: url(String(container.name ?? "")), port, isProbe });
      return redirected === handler ? result : withPath(result, path, redirected);
    }, container);
  });
}

/**
 * The variable with more probers in it. Where the pod was injected before, the variable's own stay, and win.
 *
 * Source: istio pkg/kube/inject/webhook.go mergeOrAppendProbers.
 */
export function withProbers(container: ValueMap, probers: string, injectedBefore: boolean): ValueMap {
  const env = envOf(container);
  const existing = injectedBefore ? env.find(({ name }) => name === proberVariable) : undefined;
  if (existing === undefined) return appendEnv(container, proberVariable, probers);
  const before = storedProbers(String(existing.value ?? ""));
  const added = parseJson(probers);
  if (before === undefined || !isMap(added)) return container;
  const value = probersJson(Object.assign(newMap(), added, before));
  return withEnv(
    container,
    env.map((entry) => (entry === existing ? envEntry(proberVariable, value) : entry)),
  );
}

interface Redirection {
  readonly url: string;
  readonly port: number;
  readonly isProbe: boolean;
}

function redirect(handler: ValueMap, { url, port, isProbe }: Redirection): ValueMap {
  if (isMap(handler.httpGet)) {
    const action = withKey(withKey(handler.httpGet, "port", port), "path", url);
    return withKey(handler, "httpGet", action.scheme === "HTTPS" ? withKey(action, "scheme", "HTTP") : action);
  }
  const other = isMap(handler.tcpSocket) ? "tcpSocket" : isProbe && isMap(handler.grpc) ? "grpc" : undefined;
  return other === undefined ? handler : withKey(withKey(handler, other, undefined), "httpGet", toValue({ path: url, port }));
}
