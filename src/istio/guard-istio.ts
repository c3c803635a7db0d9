import type { GuardMark, GuardRule } from "../decide/guard-rule.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { anyOf, celText, FALSE, hasKey, ifElse, not } from "../kube/cel.ts";
import { ANNOTATIONS, type CelVariable, CONTAINERS } from "../kube/cel-pod.ts";
import { proxyContainer } from "./container-names.ts";
import { guardImages } from "./guard-images.ts";
import type { IstioPlane } from "./istio-planes.ts";
import type { MeshObjects } from "./mesh-objects.ts";
import { annotations } from "./names.ts";
import type { Precedence } from "./rules/control-plane.ts";
import { guardInjection, PLANE } from "./rules/guard-injection.ts";

/** What an admission policy requires for Istio's sidecar. */
export function guardIstio(
  planes: readonly IstioPlane[],
  precedence: Precedence,
  { proxyConfigs }: Pick<MeshObjects, "proxyConfigs">,
): GuardRule {
  const { variables, wanted, idOf } = guardInjection(
    planes.map(({ plane }) => plane),
    precedence,
  );
  const byPlane = (expressionOf: (plane: IstioPlane) => string) =>
    planes
      .slice(1)
      .reduceRight(
        (rest, plane) => ifElse(`${PLANE} == ${celText(idOf(plane.plane))}`, expressionOf(plane), rest),
        expressionOf(planes[0] as IstioPlane),
      );
  const [told, untold] = [planes.filter(usesIstiosImages), planes.filter((plane) => !usesIstiosImages(plane))];
  const images = byPlane((plane) => guardImages(plane, proxyConfigs));
  const shown: readonly CelVariable[] = [
    { name: "istioProxies", expression: `${CONTAINERS}.filter(c, c.name == '${proxyContainer}')` },
    { name: "istioImages", expression: images },
  ];
  const isUntold = anyOf(...untold.map(({ plane }) => `${PLANE} == ${celText(idOf(plane))}`));
  return {
    graft: "istio",
    variables: [...variables, ...shown],
    wanted,
    marks: [
      { carried: byPlane(carried), lacks: `the container ${proxyContainer} or Istio's status is missing` },
      ...(told.length === 0 ? [] : [versionMark(isUntold)]),
    ],
    diagnostics: untold.map(unknownImage),
  };
}

/**
 * The most characters of an image that are searched for: with more, a pod with long annotations would cost more than
 * the server allows.
 */
const MOST = 300;

function versionMark(isUntold: string): GuardMark {
  const overridden = `c.image.size() < ${MOST} && ${textOf(annotations.overrides)}.contains('"image":"' + c.image + '"')`;
  const carried = `variables.istioProxies.all(c, has(c.image) && (c.image in variables.istioImages || ${overridden}))`;
  return { carried: anyOf(isUntold, carried), lacks: `the container ${proxyContainer} has another image than its control plane gives it` };
}

function textOf(annotation: string): string {
  return `${ANNOTATIONS}[?${celText(annotation)}].orValue('')`;
}

/**
 * Every injected pod has a status, and a proxy if one of its templates has one. The names of the pod's own templates
 * are in an annotation.
 */
function carried({ templates: { texts, hasBuiltin, defaultTemplates, aliases } }: IstioPlane): string {
  const builtin = hasBuiltin ? ["sidecar", "gateway", "grpc-agent"] : [];
  const written = [...texts.values()].filter(({ text }) => text.includes(`name: ${proxyContainer}`)).map(({ name }) => name);
  const bring = new Set([...builtin.filter((name) => !texts.has(name)), ...written]);
  const named = [...aliases].filter(([, names]) => names.some((name) => bring.has(name))).map(([alias]) => alias);
  const proxied = [...[...bring].filter((name) => !aliases.has(name)), ...named];
  const isProxied = ifElse(
    hasKey(ANNOTATIONS, annotations.templates),
    proxied.length === 0 ? FALSE : `${textOf(annotations.templates)}.matches(${celText(listsOne(proxied))})`,
    String(defaultTemplates.some((name) => proxied.includes(name))),
  );
  return `(${hasKey(ANNOTATIONS, annotations.status)} && ${anyOf("variables.istioProxies.size() > 0", not(isProxied))})`;
}

/** A regular expression of RE2: splitting the list would cost a pod with a long one more than the server grants. */
function listsOne(names: readonly string[]): string {
  const quoted = names.map((name) => name.replaceAll(/[^\w-]/g, "\\$&"));
  return `(^|,)\\s*(${quoted.join("|")})\\s*(,|$)`;
}

/** Templates of the mesh's own take the image that Istio computes, mostly; others' images are known once they run. */
function usesIstiosImages({ templates: { texts } }: IstioPlane): boolean {
  const proxied = [...texts.values()].filter(({ text }) => text.includes(`name: ${proxyContainer}`));
  return proxied.every(({ text }) => text.includes(".ProxyImage"));
}

function unknownImage({ plane: { revision }, templates: { texts } }: IstioPlane): Diagnostic {
  const source = [...texts.values()].find(({ text }) => text.includes(`name: ${proxyContainer}`))?.source ?? "";
  return diagnostic("GuardIncomplete", {
    message: `The policy does not require a version of Istio's proxy${revision === "" ? "" : ` of the revision ${revision}`}: a template of ${source} gives it an image of its own`,
    fix: "take the image from .ProxyImage in the template, or compare with podgraft check",
    ...(source.startsWith("spec.") && { field: { path: source } }),
  });
}
