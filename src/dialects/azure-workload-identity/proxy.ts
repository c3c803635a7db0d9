import type { ValueMap } from "../../value/value.ts";
import { withContainer } from "../pod-edits.ts";

interface Proxy {
  readonly port: number;
  readonly images: { readonly proxy: string; readonly init: string };
  readonly logLevel: string;
  /** As an init container that restarts always. */
  readonly isNative: boolean;
}

/** The pod with the proxy and its init container, unless it has containers of these names. Source: webhook.go Handle. */
export function withProxy(pod: ValueMap, { port, images, logLevel, isNative }: Proxy): ValueMap {
  const init = { name: "azwi-proxy-init", image: images.init, ...initParts, env: [{ name: "PROXY_PORT", value: String(port) }] };
  const flags = [`--proxy-port=${port}`, `--log-level=${logLevel}`];
  const command = ["/proxy", flags[0], "--probe", flags[1]];
  const proxy = {
    name: "azwi-proxy",
    image: images.proxy,
    imagePullPolicy: "IfNotPresent",
    args: flags,
    ports: [{ containerPort: port }],
    lifecycle: { postStart: { exec: { command } } },
    securityContext: proxySecurity,
    ...(isNative && { restartPolicy: "Always" }),
  };
  const prepared = withContainer(pod, { list: "initContainers", container: init, isFirst: false });
  return withContainer(prepared, { list: isNative ? "initContainers" : "containers", container: proxy, isFirst: true });
}

const initParts = {
  imagePullPolicy: "IfNotPresent",
  securityContext: { capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] }, privileged: true, runAsNonRoot: false, runAsUser: 0 },
};

const proxySecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};
