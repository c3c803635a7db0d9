import { type Diagnostic, diagnostic, type MetadataKey } from "../diagnostic/diagnostic.ts";
import { didYouMean, nearest } from "../diagnostic/nearest.ts";
import { annotationTexts, labelTexts } from "../kube/pod.ts";
import type { ValueMap } from "../value/value.ts";
import type { Dialect } from "./dialect.ts";
import { accountNameOf } from "./service-accounts.ts";

type Which = MetadataKey["which"];

const KINDS: readonly Which[] = ["labels", "annotations"];

/** Annotations that have an effect only on a pod's ServiceAccount, and who reads them there. */
export interface AccountKeys {
  readonly accountKeys?: readonly string[];
  readonly party: string;
}

/** Annotations, or labels, of a pod template that belong to its ServiceAccount. */
export function misplacedAccountKeys(podTemplate: ValueMap, { accountKeys = [], party }: AccountKeys): readonly Diagnostic[] {
  const found = accountKeys.length === 0 ? [] : keysOf(podTemplate).filter(({ name }) => accountKeys.includes(name));
  return found.map(({ which, name }) =>
    diagnostic("MisplacedAnnotation", {
      message: `The ${which.slice(0, -1)} ${name} of the pod template has no effect: ${party} reads it from the pod's ServiceAccount`,
      fix: `move it to metadata.annotations of the ServiceAccount ${accountNameOf(podTemplate)}`,
      field: { path: `metadata.${which}[${name}]` },
    }),
  );
}

/**
 * Labels and annotations of a pod template that a dialect does not read: near misses of its own, and annotations
 * written as labels or the other way round. In a pod that it goes into, the dialect itself reports unknown ones.
 */
export function strayKeys(podTemplate: ValueMap, dialect: Dialect, isInjected: boolean): readonly Diagnostic[] {
  const { podKeys, accountKeys = [], written = [], party } = dialect;
  const ofAccount = misplacedAccountKeys(podTemplate, dialect);
  if (!podKeys) return ofAccount;
  const others = [...accountKeys, ...written];
  const domains = new Set([...podKeys.labels, ...podKeys.annotations].map(domainOf));
  const present = keysOf(podTemplate);
  const stray = present.flatMap(({ which, name }) => {
    if (!domains.has(domainOf(name)) || podKeys[which].includes(name) || others.includes(name)) return [];
    const other = which === "labels" ? "annotations" : "labels";
    const isThere = present.some((key) => key.which === other && key.name === name);
    if (podKeys[other].includes(name)) return isThere ? [] : swapped(name, which, party);
    const meant = isInjected ? undefined : (nearest(name, podKeys[which]) ?? nearest(name, podKeys[other]));
    return meant === undefined ? [] : misspelt(name, { which, meant, party });
  });
  return [...ofAccount, ...stray];
}

function keysOf(podTemplate: ValueMap): readonly { readonly which: Which; readonly name: string }[] {
  const texts = { labels: labelTexts(podTemplate), annotations: annotationTexts(podTemplate) };
  return KINDS.flatMap((which) => Object.keys(texts[which]).map((name) => ({ which, name })));
}

function domainOf(name: string): string {
  return name.slice(0, name.indexOf("/") + 1);
}

function swapped(name: string, which: Which, party: string): readonly Diagnostic[] {
  const right = which === "labels" ? "annotations" : "labels";
  const key = { of: "podTemplate", name } as const;
  return [
    diagnostic("MisplacedAnnotation", {
      message: `The ${which.slice(0, -1)} ${name} has no effect: ${party} reads it among the pod template's ${right}`,
      fix: `move it to the pod template's metadata.${right}`,
      field: { path: `metadata.${which}[${name}]` },
      move: { from: { ...key, which }, to: { ...key, which: right } },
    }),
  ];
}

function misspelt(name: string, { which, meant, party }: { which: Which; meant: string; party: string }): readonly Diagnostic[] {
  const message = `The ${which.slice(0, -1)} ${name} has no effect: ${party} does not know it${didYouMean(meant)}`;
  return [diagnostic("UnknownAnnotation", { message, fix: `write ${meant}`, field: { path: `metadata.${which}[${name}]` } })];
}
