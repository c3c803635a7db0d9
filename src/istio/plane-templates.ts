import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { TemplateText } from "../template/rendered-text.ts";
import { at, isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";
import type { InjectorConfig } from "./config/read-mesh-sources.ts";
import type { IstioConfig } from "./istio-config.ts";

/** The templates of one control plane, as written. */
export interface PlaneTemplates {
  /** Go templates by name: the mesh's own, and those that the configuration adds or replaces. */
  readonly texts: ReadonlyMap<string, TemplateText>;
  /** The built-in profile's templates are there as well. */
  readonly hasBuiltin: boolean;
  /** For pods that ask for none. */
  readonly defaultTemplates: readonly string[];
  /** Names that stand for several templates; Istio does not resolve them again. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** What every injected pod gets. */
  readonly injectedAnnotations: ValueMap;
}

export interface TemplateSources {
  readonly config: Pick<IstioConfig, "profile" | "templates">;
  readonly injector: InjectorConfig | undefined;
  /** All values of the control plane, and those that the configuration itself gives. */
  readonly values: ValueMap;
  readonly own: ValueMap;
}

/** Whether the mesh's own templates are executed, instead of the built-in profile. */
export function usesMeshTemplates({ profile = "auto" }: Pick<IstioConfig, "profile">, injector: InjectorConfig | undefined): boolean {
  return profile !== "builtin" && hasTemplates(injector);
}

function hasTemplates(injector: InjectorConfig | undefined): boolean {
  const templates = at(injector?.config, "templates");
  return isMap(templates) && Object.keys(templates).length > 0;
}

/**
 * What the injector's configuration says about templates. Strongest first: `spec.istio.templates`, the values of the
 * configuration, the mesh's ConfigMap, its values.
 *
 * Source: istio pkg/kube/inject/inject.go Config, UnmarshalConfig.
 */
export function planeTemplates({ config, injector, values, own }: TemplateSources): PlaneTemplates {
  const usesMesh = usesMeshTemplates(config, injector);
  const mesh = usesMesh ? injector?.config : undefined;
  const webhook = (from: ValueMap | undefined, key: string) => at(from, "sidecarInjectorWebhook", key);
  const first = (key: string) => [webhook(own, key), at(mesh, key), webhook(values, key)].find(isFilled);
  const defaults = first("defaultTemplates");
  const injected = first("injectedAnnotations");
  return {
    texts: new Map([
      ...writtenTexts(at(mesh, "templates") ?? webhook(values, "templates"), usesMesh ? (injector?.source ?? "") : "the values"),
      ...writtenTexts(webhook(own, "templates"), "spec.istio.values"),
      ...Object.entries(config.templates ?? {}).map(([name, text]) => [name, { name, text, source: "spec.istio.templates" }] as const),
    ]),
    hasBuiltin: !usesMesh,
    defaultTemplates: isList(defaults) ? defaults.map(String) : ["sidecar"],
    aliases: aliasesOf(first("aliases")),
    injectedAnnotations: isMap(injected) ? injected : newMap(),
  };
}

function isFilled(value: Value | undefined): boolean {
  return isList(value) ? value.length > 0 : isMap(value) && Object.keys(value).length > 0;
}

function writtenTexts(templates: Value | undefined, source: string): readonly (readonly [string, TemplateText])[] {
  if (!isMap(templates)) return [];
  return Object.keys(templates).flatMap((name) => {
    const text = templates[name];
    return typeof text === "string" ? [[name, { name, text, source }] as const] : [];
  });
}

function aliasesOf(aliases: Value | undefined): ReadonlyMap<string, readonly string[]> {
  if (!isMap(aliases)) return new Map();
  return new Map(
    Object.keys(aliases).flatMap((name) => {
      const names = aliases[name];
      return isList(names) ? [[name, names.map(String)] as const] : [];
    }),
  );
}

/** Says where the templates come from, if the input has the mesh's own; an error if they are asked for and missing. */
export function noteTemplates({ config, injector }: Pick<TemplateSources, "config" | "injector">): readonly Diagnostic[] {
  const usesMesh = usesMeshTemplates(config, injector);
  if (config.profile === "mesh" && !usesMesh) {
    return [
      diagnostic("InvalidConfiguration", {
        message: `Cannot use the mesh's own templates: ${injector === undefined ? "the input has no ConfigMap istio-sidecar-injector" : `data.config of ${injector.source} has no templates`}; expected one with templates in data.config`,
        fix: "add the cluster's ConfigMap istio-sidecar-injector to the input, or write profile: builtin",
        field: { path: "spec.istio.profile", current: "mesh" },
      }),
    ];
  }
  if (injector === undefined || !hasTemplates(injector)) return [];
  const source = usesMesh ? `the templates of ${injector.source}` : `the built-in profile, not by ${injector.source}`;
  return [diagnostic("TemplateSource", { message: `Istio's sidecar is made by ${source}` })];
}
