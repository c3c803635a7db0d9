import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { imageFault } from "../../kube/image-reference.ts";
import { hasPlaceholder } from "../../kube/placeholder.ts";
import { at, type ValueMap } from "../../value/value.ts";
import { printed } from "./values.ts";

/**
 * What is wrong with the registry of Istio's images: an address for browsers, a slash at its end, or the image's name in it.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/injection-template.yaml, where an image with a slash needs no hub
 */
export function hubFaults(values: ValueMap): readonly Diagnostic[] {
  const hub = printed(at(values, "global", "hub") ?? "");
  const image = printed(at(values, "global", "proxy", "image") ?? "");
  const bare = hub.replace(/^[a-z]{1,8}:\/\//i, "").replace(/\/{1,8}$/, "");
  const named = /^(.+)\/proxyv2(?::[^/]*)?$/.exec(bare);
  const proposed = named?.[1] ?? bare;
  if (image.includes("/") || hasPlaceholder(hub)) return [];
  if (proposed === hub || proposed === "") return bare === "" ? [] : unreadable(hub);
  const field = { path: "istio.hub", current: hub, proposed };
  const fix = `set istio.hub to ${proposed}`;
  if (bare !== hub) {
    const why = hub.endsWith("/") ? "a registry and a path that end without /" : "a registry and a path without https://";
    return [
      diagnostic("InvalidConfiguration", { message: `Cannot use istio.hub: it is ${JSON.stringify(hub)}; expected ${why}`, fix, field }),
    ];
  }
  // A registry may have such a path.
  const message = `istio.hub is ${JSON.stringify(hub)}, which ends with an image's name; the proxy's image becomes ${hub}/${image}`;
  return [diagnostic("UnknownIstioVersion", { message, fix, field })];
}

/** A registry that makes the proxy's image one that no node can pull. */
function unreadable(hub: string): readonly Diagnostic[] {
  const fault = imageFault(`${hub}/proxyv2`);
  if (!fault) return [];
  const proposed = fault.proposed?.replace(/\/proxyv2$/, "");
  return [
    diagnostic("InvalidConfiguration", {
      message: `Cannot use istio.hub: it is ${JSON.stringify(hub)}, and no node could pull the proxy; expected a registry and a path such as registry.example.com/istio`,
      fix: proposed === undefined ? "correct istio.hub" : `set istio.hub to ${proposed}`,
      field: { path: "istio.hub", current: hub, ...(proposed !== undefined && { proposed }) },
    }),
  ];
}
