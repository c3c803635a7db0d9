import { allOf, celList, celText, hasKey, ifElse, textIn, textUnder } from "../kube/cel.ts";
import { ANNOTATIONS, LABELS } from "../kube/cel-pod.ts";
import { at } from "../value/value.ts";
import type { ProxyConfigResource } from "./config/proxy-config-resource.ts";
import { printed, textAt } from "./config/values.ts";
import type { IstioPlane } from "./istio-planes.ts";
import { annotations } from "./names.ts";
import { imageOfType, knownTypes } from "./profile/proxy-image.ts";

const IMAGE = textIn(ANNOTATIONS, annotations.proxyImage);
const TYPE = textUnder(ANNOTATIONS, annotations.proxyImageType);

/**
 * The images that a control plane may give a pod's proxy, as a list: one, except for a pod whose own ProxyConfig sets the type, which
 * CEL cannot read.
 */
export function guardImages({ settings: { values, meshConfig } }: IstioPlane, resources: readonly ProxyConfigResource[]): string {
  const given = printed(at(values, "global", "proxy", "image"));
  const name = textAt(values, "global", "proxy", "image");
  const ofType = (type: string) => imageOfType(values, name, type);
  const bare = ofType("default");
  const isTyped = ofType("debug") !== ofType("");
  const variant = textAt(values, "global", "variant");
  const standard = ofType(meshConfig.defaultConfig?.image?.imageType || variant);
  const known = [...knownTypes, ...resources.map(typeOf).filter((type) => type !== "")];
  const all = celList([...new Set([standard, bare, ...known.map(ofType)])]);
  const setsType = `${textIn(ANNOTATIONS, annotations.proxyConfig)}.contains('imageType')`;
  const ofAnnotation = ifElse(
    `${TYPE} == ''`,
    celList([ofType("")]),
    ifElse(`${TYPE} == 'default'`, celList([bare]), `[${celText(`${bare}-`)} + ${TYPE}]`),
  );
  const byResources = ofResources(resources, { rootNamespace: meshConfig.rootNamespace ?? "", ofType, standard, variant, setsType, all });
  const ofHub = isTyped ? ifElse(hasKey(ANNOTATIONS, annotations.proxyImageType), ofAnnotation, byResources) : celList([standard]);
  const asGiven = given.includes("/") ? ifElse(hasKey(ANNOTATIONS, annotations.proxyImage), ofHub, celList([given])) : ofHub;
  return ifElse(`${IMAGE}.contains('/')`, `[${IMAGE}]`, asGiven);
}

interface Images {
  readonly rootNamespace: string;
  readonly ofType: (type: string) => string;
  /** Where no resource says. */
  readonly standard: string;
  /** The type where the one that counts has an image without a type. */
  readonly variant: string;
  /** Whether the pod's own ProxyConfig does, and the images that it may give. */
  readonly setsType: string;
  readonly all: string;
}

/** By the ranks of `effectiveProxyConfig`: the resource that selects the pod, the pod's own, its namespace's, the mesh's. */
function ofResources(
  resources: readonly ProxyConfigResource[],
  { rootNamespace, ofType, standard, variant, setsType, all }: Images,
): string {
  const sorted = resources.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const hasSelector = ({ matchLabels }: ProxyConfigResource) => Object.keys(matchLabels).length > 0;
  const [selecting, wide] = [sorted.filter(hasSelector), sorted.filter((resource) => !hasSelector(resource))];
  const images = (resource: ProxyConfigResource | undefined, otherwise: string) =>
    resource?.fields.image === undefined ? otherwise : celList([ofType(typeOf(resource) || variant)]);
  const isRoot = ({ namespace }: ProxyConfigResource) => rootNamespace !== "" && namespace === rootNamespace;
  const ofMesh = images(wide.find(isRoot), celList([standard]));
  const firsts = wide.filter((one, i) => !isRoot(one) && wide.findIndex(({ namespace }) => namespace === one.namespace) === i);
  const ofNamespace = firsts.reduceRight((rest, one) => ifElse(isIn(one), images(one, ofMesh), rest), ofMesh);
  const own = ifElse(setsType, all, ofNamespace);
  return selecting.reduceRight((rest, one) => ifElse(allOf(isIn(one), labelled(one)), images(one, own), rest), own);
}

function typeOf({ fields }: ProxyConfigResource): string {
  return textAt(fields, "image", "imageType");
}

function isIn({ namespace }: ProxyConfigResource): string {
  return `request.namespace == ${celText(namespace)}`;
}

function labelled({ matchLabels }: ProxyConfigResource): string {
  return allOf(
    ...Object.keys(matchLabels).map((key) =>
      allOf(hasKey(LABELS, key), `${textUnder(LABELS, key)} == ${celText(String(matchLabels[key]))}`),
    ),
  );
}
