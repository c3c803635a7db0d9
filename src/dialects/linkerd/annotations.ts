import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import type { Value } from "../../value/value.ts";
import { annotationFault } from "../annotation-faults.ts";
import { type Override, overrides, wholeCores } from "./overrides.ts";
import type { Since } from "./releases.ts";

export type Texts = Readonly<Record<string, string>>;
/** A value of the chart that a pod has otherwise. */
export type Setting = readonly [path: string, value: Value];

export const INJECT = "linkerd.io/inject";
const config = (name: string) => `config.linkerd.io/${name}`;
export const OPAQUE_PORTS = config("opaque-ports");
export const ADDITIONAL_ENV = config("proxy-additional-env");
const NATIVE = "proxy-enable-native-sidecar";
const [BY_NAME, BETA, ALPHA] = [config(NATIVE), `config.beta.linkerd.io/${NATIVE}`, `config.alpha.linkerd.io/${NATIVE}`] as const;
const initImage = [config("init-image"), config("init-image-version")];

/** Those that a release reads. */
export function knownOverrides(since: Since): readonly Override[] {
  const isKnown = (name: string) => {
    if (name === BY_NAME) return since.nativeByName;
    if (name === BETA) return since.traceLabels;
    if (name === ADDITIONAL_ENV) return since.additionalEnv;
    return !initImage.includes(name) || !since.oneImage;
  };
  return overrides.filter(({ name }) => isKnown(name));
}

/** What a pod takes from its namespace. Source: linkerd2 pkg/inject/inject.go AppendNamespaceAnnotations. */
export function inherited(own: Texts, above: Texts, since: Since): Texts {
  const taken = knownOverrides(since).filter(({ name, isInherited }) => isInherited && (name !== BETA || !since.nativeByName));
  const names = [INJECT, ...taken.map(({ name }) => name)].filter((name) => above[name] !== undefined && own[name] === undefined);
  return Object.fromEntries(names.map((name) => [name, above[name] as string]));
}

/** What annotations set, and what of them has no effect; those that are `taken` are in the namespace. */
export function annotationSettings(texts: Texts, since: Since, taken: Texts) {
  const settings: Setting[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const override of knownOverrides(since)) {
    const text = texts[override.name];
    if (text === undefined) continue;
    const value = override.read(text);
    const [why, fix] = [`it is ${JSON.stringify(text)}; expected ${override.expected}`, `write ${override.expected}`];
    if (value !== undefined) settings.push(...settingsOf(override, text, value));
    else diagnostics.push(ignored(override.name, { why, fix, taken }));
  }
  return { settings: [...settings, ...nativeSetting(texts, since)], diagnostics };
}

function settingsOf({ name, path }: Override, text: string, value: Value): readonly Setting[] {
  const own: readonly Setting[] = path === "" ? [] : [[path, value]];
  if (name === config("proxy-cpu-limit")) return [...own, ["proxy.runtime.workers.maximum", wholeCores(text)]];
  if (name === config("proxy-cpu-request")) return [...own, ["proxy.runtime.workers.minimum", wholeCores(text)]];
  return name === config("image-pull-policy") ? [...own, ["proxyInit.image.pullPolicy", text]] : own;
}

/** The first one that is there counts, even if it says nothing that can be read. */
function nativeSetting(texts: Texts, since: Since): readonly Setting[] {
  const known = knownOverrides(since);
  const first = [BY_NAME, BETA, ALPHA].find((name) => texts[name] !== undefined && known.some((override) => override.name === name));
  const value = known.find(({ name }) => name === first)?.read(texts[first as string] as string);
  return value === undefined ? [] : [["proxy.nativeSidecar", value]];
}

/** Annotations of Linkerd's prefixes that its injector does not have. */
export function unknownAnnotations(own: Texts, since: Since): readonly Diagnostic[] {
  const names = knownOverrides(since).map(({ name }) => name);
  return Object.keys(own)
    .filter((name) => /^config\.(?:alpha\.|beta\.)?linkerd\.io\//.test(name) && !names.includes(name))
    .map((name) => {
      const meant = nearest(name, names);
      const message = `${name} has no effect: Linkerd's injector of this release does not have this annotation`;
      return annotationFault(name, { code: "UnknownAnnotation", message, fix: meant === undefined ? "remove it" : `write ${meant}` });
    });
}

/** An annotation without effect, of the pod or of its namespace. */
export function ignored(
  name: string,
  { why, fix, taken }: { readonly why: string; readonly fix: string; readonly taken: Texts },
): Diagnostic {
  const isNamespaces = taken[name] !== undefined;
  const message = `${name}${isNamespaces ? " of the namespace" : ""} has no effect: ${why}`;
  const fault = { code: "IgnoredAnnotation", message, fix } as const;
  return isNamespaces ? diagnostic(fault.code, fault) : annotationFault(name, fault);
}
