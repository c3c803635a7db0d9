import { mapAt, type ValueMap } from "../../value/value.ts";
import { withContainer } from "../pod-edits.ts";
import { type Asked, imagesOf } from "./settings.ts";
import { texts } from "./texts.gen.ts";

/** Whether it is an init container that restarts always. */
export function isNative(minor: number | undefined): boolean {
  return minor === undefined || minor >= 32;
}

/** The pod with the proxy and its init container, unless it has containers of these names. Source: webhook.go Handle. */
export function withProxy(pod: ValueMap, port: number, { settings, version, minor, readYaml }: Asked): ValueMap {
  const [images, same] = [imagesOf(settings, version), readYaml(texts["proxy.yaml"])];
  const init = { name: "azwi-proxy-init", image: images.init, ...mapAt(same, "init"), env: [{ name: "PROXY_PORT", value: String(port) }] };
  const flags = [`--proxy-port=${port}`, `--log-level=${settings.logLevel ?? "info"}`];
  const command = ["/proxy", flags[0], "--probe", flags[1]];
  const proxy = {
    name: "azwi-proxy",
    image: images.proxy,
    imagePullPolicy: "IfNotPresent",
    args: flags,
    ports: [{ containerPort: port }],
    lifecycle: { postStart: { exec: { command } } },
    securityContext: mapAt(same, "proxy"),
    ...(isNative(minor) && { restartPolicy: "Always" }),
  };
  const prepared = withContainer(pod, { list: "initContainers", container: init, isFirst: false });
  return withContainer(prepared, { list: isNative(minor) ? "initContainers" : "containers", container: proxy, isFirst: true });
}
