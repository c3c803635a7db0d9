/**
 * podgraft as a library: texts and a configuration in, texts and diagnostics out. It reads no file, no environment and
 * no clock, and starts nothing.
 *
 * What is wrong with texts or configuration is reported as diagnostics, never thrown; only a value of the wrong type is.
 */
import { assertArgument, assertOptions, assertText, assertTexts, labels, list, object, text, truth } from "./app/arguments.ts";
import { checkTexts } from "./app/check/check.ts";
import { API_VERSION, KIND, readConfig } from "./app/config/config.ts";
import { initialConfig } from "./app/config/initial-config.ts";
import type { Sidecar, SidecarInjector } from "./app/config/sidecar-injector.gen.ts";
import { explainTexts } from "./app/explain/explain.ts";
import type { Explanation, Supposed } from "./app/explain/explanation.ts";
import type { SourceTexts } from "./app/inject/sources.ts";
import { injectTexts, type TextsResult, uninjectTexts } from "./app/inject/texts.ts";
import type { NamedText } from "./app/named-text.ts";
import { type Diagnostic, hasErrors } from "./diagnostic/diagnostic.ts";
import { toValue, type Value } from "./value/value.ts";

export type { Diagnostic, Explanation, NamedText, Sidecar, SidecarInjector };

/** A SidecarInjector, as YAML text (or a ConfigMap with the same, as functions take it) or as an object. */
type Configuration = NamedText | SidecarInjector;

/** What is known beside the texts. */
export interface Surroundings {
  /** Manifests that are read for Namespaces and the mesh's ConfigMaps, and not returned. */
  readonly context?: readonly NamedText[] | undefined;
  /** The namespace of resources that name none, instead of the configuration's `spec.namespaces.default`. */
  readonly namespace?: string | undefined;
}

/** What was found on the way, in the order of the texts. */
interface Told {
  readonly diagnostics: readonly Diagnostic[];
  /** Whether a diagnostic is an error; then nothing was changed. */
  readonly failed: boolean;
}

/** The texts, with the same names and in the same order; where something failed, as they came. */
export interface Edited extends Told {
  readonly texts: readonly NamedText[];
}

/**
 * Grafts the configured sidecars into every pod template that qualifies. Each text holds documents, a `List` or a
 * ResourceList, and comes back as what it was; lines that need not change are the same. Namespaces in any text count
 * for all of them. Injecting again changes nothing, and a newer configuration replaces what the older one did.
 *
 * Each decision is a diagnostic, `Grafted` or `NotGrafted`.
 *
 * @example
 * const { texts, diagnostics, failed } = await inject([{ file: "web.yaml", text }], { file: "injector.yaml", text: config });
 */
export async function inject(texts: readonly NamedText[], config: Configuration, surroundings: Surroundings = {}): Promise<Edited> {
  assertOptions("surroundings", surroundings, surroundingOptions);
  return edited(texts, injectTexts(sources(texts, config, surroundings)));
}

/**
 * Removes what podgraft grafted, using its record on each workload: all of it, or with `only` what the configuration
 * with this `metadata.name` grafted. Without `only`, it also removes what `istioctl kube-inject` injected, as far as
 * Istio's annotations show.
 */
export async function uninject(texts: readonly NamedText[], options: { readonly only?: string | undefined } = {}): Promise<Edited> {
  assertTexts("texts", texts);
  assertOptions("options", options, { only: text });
  const { only } = options;
  return edited(texts, uninjectTexts(texts, { only }));
}

/** An explanation for each pod template; empty if texts or configuration could not be read. */
export interface Explained extends Told {
  readonly explanations: readonly Explanation[];
}

/**
 * Why each pod template is injected or not, with every fact consulted and what would change the decision; with the real
 * labels of pods and namespaces, or with assumed ones. Without texts, it explains an assumed pod.
 */
export async function explain(texts: readonly NamedText[], config: Configuration, given: Surroundings & Supposed = {}): Promise<Explained> {
  assertOptions("surroundings", given, surroundingOptions);
  const { podLabels = {}, namespaceLabels = {}, ...surroundings } = given;
  const { explanations, diagnostics } = explainTexts(sources(texts, config, surroundings), { podLabels, namespaceLabels });
  return { explanations, ...told(diagnostics) };
}

/** The findings; empty if texts or configuration could not be read. */
export interface Checked extends Told {
  readonly findings: readonly Diagnostic[];
}

/**
 * Finds what is wrong with committed or running workloads: injection that is out of date, annotations without effect,
 * what will not work; with `requireInjected` also what should be injected and is not. `failed` says whether everything
 * could be read, not whether there are findings.
 */
export async function check(
  texts: readonly NamedText[],
  config: Configuration,
  given: Surroundings & { readonly requireInjected?: boolean | undefined } = {},
): Promise<Checked> {
  assertOptions("surroundings", given, surroundingOptions);
  const { requireInjected = false, ...surroundings } = given;
  const { findings = [], diagnostics } = checkTexts(sources(texts, config, surroundings), { requireInjected });
  return { findings, ...told(diagnostics) };
}

/** A configuration as text; absent if the texts could not be read. */
export interface Initial extends Told {
  readonly config?: string | undefined;
}

/**
 * A first configuration with comments: without texts a plain one; with the output of `kubectl get
 * ns,cm,mutatingwebhookconfiguration,nodes -A -o yaml`, one that fits the cluster.
 */
export async function init(texts: readonly NamedText[] = []): Promise<Initial> {
  assertTexts("texts", texts);
  const { text: config, diagnostics } = initialConfig(texts);
  return { config, ...told(diagnostics) };
}

/**
 * Returns the sidecar, checked as far as possible without a pod: fields, types, selectors, the names in its partial
 * pod. A Go template is checked when it is used.
 *
 * @throws TypeError that names every fault
 * @example
 * const shipper = defineSidecar({
 *   name: "log-shipper",
 *   policy: "enabled",
 *   template: { spec: { containers: [{ name: "log-shipper", image: "fluent/fluent-bit:3.1.9" }] } },
 * });
 */
export function defineSidecar(sidecar: Sidecar): Sidecar {
  assertArgument("sidecar", sidecar, object);
  const config: SidecarInjector = { apiVersion: API_VERSION, kind: KIND, spec: { sidecars: [sidecar] } };
  const result = readConfig({ value: plain(config), locate: () => undefined, parse: () => undefined });
  if ("config" in result) return sidecar;
  const faults = result.diagnostics.map(({ message, fix }) => `${message}${fix === undefined ? "" : ` (${fix})`}`);
  throw new TypeError(faults.join("\n").replaceAll("spec.sidecars[0]", "sidecar"));
}

/** The options of all functions: one object may serve several of them. */
const surroundingOptions = { context: list, namespace: text, podLabels: labels, namespaceLabels: labels, requireInjected: truth };

function sources(inputs: readonly NamedText[], config: Configuration, { context = [], namespace }: Surroundings): SourceTexts {
  assertTexts("texts", inputs);
  assertArgument("config", config, { ...object, words: "{file, text} with YAML, or a SidecarInjector as an object" });
  if ("text" in config) assertText("config", config);
  const given = "text" in config ? config : { file: "configuration", value: plain(config) };
  return { inputs, config: given, context, namespace };
}

/** As JSON, which has everything that YAML could say. */
function plain(config: SidecarInjector): Value {
  try {
    return toValue(JSON.parse(JSON.stringify(config)));
  } catch (error) {
    throw new TypeError(`config cannot be written as JSON: ${(error as Error).message}`);
  }
}

function edited(given: readonly NamedText[], { texts, diagnostics }: TextsResult): Edited {
  return { texts: given.map(({ file, text }, i) => ({ file, text: texts?.[i] ?? text })), ...told(diagnostics) };
}

function told(diagnostics: readonly Diagnostic[]): Told {
  return { diagnostics, failed: hasErrors(diagnostics) };
}
