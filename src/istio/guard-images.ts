import { anyOf, celList, celText, hasKey, ifElse, textIn, textUnder } from "../kube/cel.ts";
import { ANNOTATIONS } from "../kube/cel-pod.ts";
import { at } from "../value/value.ts";
import { printed, textAt } from "./config/values.ts";
import type { IstioPlane } from "./istio-planes.ts";
import { annotations } from "./names.ts";
import { imageOfType, knownTypes } from "./profile/proxy-image.ts";

const IMAGE = textIn(ANNOTATIONS, annotations.proxyImage);
const TYPE = textUnder(ANNOTATIONS, annotations.proxyImageType);

/**
 * The images that a control plane may give a pod's proxy, as a list: one, except for a pod whose own ProxyConfig sets the type, which
 * CEL cannot read, or with `anyType`.
 */
export function guardImages({ settings: { values, meshConfig } }: IstioPlane, anyType: boolean): string {
  const given = printed(at(values, "global", "proxy", "image"));
  const name = textAt(values, "global", "proxy", "image");
  const ofType = (type: string) => imageOfType(values, name, type);
  const bare = ofType("default");
  const isTyped = ofType("debug") !== ofType("");
  const standard = ofType(meshConfig.defaultConfig?.image?.imageType || textAt(values, "global", "variant"));
  const all = celList([...new Set([standard, bare, ...knownTypes.map(ofType)])]);
  const setsType = anyOf(String(anyType), `${textIn(ANNOTATIONS, annotations.proxyConfig)}.contains('imageType')`);
  const ofAnnotation = ifElse(
    `${TYPE} == ''`,
    celList([ofType("")]),
    ifElse(`${TYPE} == 'default'`, celList([bare]), `[${celText(`${bare}-`)} + ${TYPE}]`),
  );
  const ofHub = isTyped
    ? ifElse(hasKey(ANNOTATIONS, annotations.proxyImageType), ofAnnotation, ifElse(setsType, all, celList([standard])))
    : celList([standard]);
  const asGiven = given.includes("/") ? ifElse(hasKey(ANNOTATIONS, annotations.proxyImage), ofHub, celList([given])) : ofHub;
  return ifElse(`${IMAGE}.contains('/')`, `[${IMAGE}]`, asGiven);
}
