import { at, type ValueMap } from "../../value/value.ts";
import { printed, textAt } from "../config/values.ts";
import { hasChange } from "../config/versions.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf, annotationOrValue } from "./pod-settings.ts";

export const knownTypes = ["distroless", "debug"];

/**
 * The proxy's image. A name with "/" (the annotation's, else the values') is taken as it is; any other name is an image of
 * the hub at the tag, its type being the annotation's, else the ProxyConfig's, else the variant of the values.
 *
 * Source: istio pkg/kube/inject/inject.go ProxyImage.
 */
export function proxyImage(context: PodContext): string {
  const given = annotationOrValue(context, annotations.proxyImage, "global", "proxy", "image");
  return given.includes("/") ? given : proxyImageOfHub(context);
}

/** The image of the hub: `.ProxyImage` in a template. */
export function proxyImageOfHub(context: PodContext): string {
  return imageOf(context, { name: textAt(context.values, "global", "proxy", "image"), type: context.proxyConfig.image?.imageType ?? "" });
}

/**
 * The init container's image, which has its own name in the values and takes no type from the ProxyConfig.
 *
 * Source: istio pkg/kube/inject/inject.go ProxyInitImage.
 */
export function initImage(context: PodContext): string {
  const given = annotationOrValue(context, annotations.proxyImage, "global", "proxy_init", "image");
  if (given.includes("/")) return given;
  return hasChange(context.minor, "initImage") ? initImageOfHub(context) : proxyImageOfHub(context);
}

/** The image of the hub: `.ProxyInitImage` in a template. */
export function initImageOfHub(context: PodContext): string {
  return imageOf(context, { name: textAt(context.values, "global", "proxy_init", "image"), type: "" });
}

function imageOf(context: PodContext, { name, type }: { readonly name: string; readonly type: string }): string {
  const chosen = annotationOf(context, annotations.proxyImageType) ?? (type || textAt(context.values, "global", "variant"));
  return imageOfType(context.values, name, chosen);
}

/** An image of the hub with a type; "" for that of the tag. */
export function imageOfType(values: ValueMap, name: string, type: string): string {
  const tag = at(values, "global", "tag");
  return `${textAt(values, "global", "hub")}/${name || "proxyv2"}${withType(tag === undefined || tag === null ? "" : printed(tag), type)}`;
}

/**
 * The tag with a type's suffix instead of the one that it has; "default" takes it away.
 *
 * Differs: a digest ("sha256:..." or "1.30.5@sha256:...") stays as it is, because no suffix can be put behind it.
 */
function withType(tag: string, type: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(tag)) return `@${tag}`;
  if (type === "" || tag.includes("@")) return `:${tag}`;
  const known = knownTypes.find((suffix) => tag.endsWith(`-${suffix}`));
  const bare = known === undefined ? tag : tag.slice(0, -known.length - 1);
  return `:${type === "default" ? bare : `${bare}-${type}`}`;
}
