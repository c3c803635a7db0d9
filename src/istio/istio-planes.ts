import { type Diagnostic, diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { parseSelector, type Selector } from "../kube/selector.ts";
import { mergeValues, newMap, toValue, type Value, type ValueMap } from "../value/value.ts";
import { type InjectorConfig, injectorRules } from "./config/read-mesh-sources.ts";
import { resolveSettings, type Settings, type SettingsSources } from "./config/resolve-settings.ts";
import { valueFaults } from "./config/value-faults.ts";
import { hasChange } from "./config/versions.ts";
import type { IstioConfig } from "./istio-config.ts";
import type { MeshObjects } from "./mesh-objects.ts";
import { noteTemplates, type PlaneTemplates, planeTemplates, usesMeshTemplates } from "./plane-templates.ts";
import type { ControlPlane } from "./rules/control-plane.ts";
import { servedRevisions } from "./rules/webhooks.ts";

/** A control plane: when it injects, and what it injects. */
export interface IstioPlane {
  readonly plane: ControlPlane;
  readonly settings: Settings;
  readonly templates: PlaneTemplates;
  /** What the URL of its webhook sets in the proxy. */
  readonly urlEnv: Readonly<Record<string, string>>;
  readonly compliancePolicy: string;
  readonly platform: string;
  readonly guideAnnotations: boolean;
  /** false: it is known only from the cluster's webhooks, so its version and settings are a guess. */
  readonly isConfigured: boolean;
}

export interface IstioPlanes {
  readonly planes: readonly IstioPlane[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The control planes that the configuration names, then those that only the cluster's webhooks name. A further one has what the
 * first has, except what it sets itself; tags that the configuration does not give are the webhooks', or else `default`.
 */
export function istioPlanes(config: IstioConfig, objects: MeshObjects): IstioPlanes {
  const { revisions = [], rollout, ...own } = config;
  const written = [own, ...revisions].flatMap(({ values }, i) =>
    valueFaults(mapOf(values), i === 0 ? "istio.values" : `istio.revisions[${i - 1}].values`),
  );
  // What is wrong there is not told once more of each workload; nothing is written.
  const sound = hasErrors(written) ? withoutValues : (layer: PlaneConfig) => layer;
  const first: Written = { ...own, layers: [sound(own)], isFirst: true, isConfigured: true };
  const further = revisions.map(({ name, ...overrides }) => laidOver(first, sound({ ...overrides, revision: name })));
  const named = [first, ...further].map(({ revision }) => revision || "default");
  const served = servedRevisions(objects.webhooks)
    .filter(({ revision }) => !named.includes(revision))
    .map(({ revision }) => ({ ...laidOver(first, { revision }), isConfigured: false }));
  const planes = [first, ...further, ...served].map((written) => planeOf(written, objects));
  const told = [...written, ...planes.flatMap(({ plane, diagnostics }) => [...plane.settings.diagnostics, ...diagnostics])];
  const once = new Map(told.map((found) => [found.message, found]));
  return { planes: planes.map(({ plane }) => plane), diagnostics: [...once.values()] };
}

type PlaneConfig = Omit<IstioConfig, "revisions" | "rollout">;

function withoutValues({ values, ...rest }: PlaneConfig): PlaneConfig {
  return rest;
}

/** The settings written for one control plane; `values` and `meshConfig` of every layer are merged, weak to strong. */
type Written = Omit<PlaneConfig, "values" | "meshConfig"> & {
  readonly layers: readonly Pick<PlaneConfig, "values" | "meshConfig">[];
  readonly isFirst: boolean;
  readonly isConfigured: boolean;
};

/** A further control plane: its tags and its selector are not inherited. */
function laidOver(first: Written, overrides: PlaneConfig): Written {
  const { tags, namespaceSelector } = overrides;
  return { ...first, ...overrides, tags, namespaceSelector, layers: [...first.layers, overrides], isFirst: false };
}

function planeOf(written: Written, objects: MeshObjects) {
  const revision = written.revision ?? "";
  const injector = injectorOf(written, objects);
  const sources = sourcesOf(written, objects);
  const settings = resolveSettings(sources);
  const own = (sources.values ?? []).reduce(mergeValues, newMap());
  const given = { config: written, injector, values: settings.values, own };
  const rules = injectorRules({ config: injector?.config, values: settings.values, own });
  const served = servedRevisions(objects.webhooks).find((found) => found.revision === (revision || "default"));
  const selectors = (given: readonly unknown[] | undefined, fallback: readonly Value[]) => readSelectors(given?.map(toValue) ?? fallback);
  const never = selectors(written.neverInjectSelector, rules.neverInjectSelector);
  const always = selectors(written.alwaysInjectSelector, rules.alwaysInjectSelector);
  const selected = readSelectors(written.namespaceSelector ? [toValue(written.namespaceSelector)] : []);
  const plane: IstioPlane = {
    plane: {
      revision,
      tags: written.tags ?? served?.tags ?? (written.isFirst && objects.webhooks.length === 0 ? ["default"] : []),
      enableNamespacesByDefault: written.enableNamespacesByDefault ?? served?.enableNamespacesByDefault ?? rules.enableNamespacesByDefault,
      namespaceSelector: selected.selectors[0],
      policy: rules.policy,
      neverInjectSelector: never.selectors,
      alwaysInjectSelector: always.selectors,
    },
    settings,
    templates: planeTemplates(given),
    urlEnv: served?.urlEnv ?? {},
    compliancePolicy: written.compliancePolicy ?? "",
    platform: written.platform ?? "",
    guideAnnotations: written.guideAnnotations ?? true,
    isConfigured: written.isConfigured,
  };
  const told = written.isConfigured ? [...noteTemplates(given), ...notePolicy(plane)] : [];
  return { plane, diagnostics: [...told, ...selected.diagnostics, ...never.diagnostics, ...always.diagnostics] };
}

/** Source: istio pkg/model/fips.go: an agent that does not know its policy warns, and continues without it. */
function notePolicy({ compliancePolicy, settings: { minor } }: IstioPlane): readonly Diagnostic[] {
  if (compliancePolicy !== "fips-140-3" || hasChange(minor, "fipsDebug")) return [];
  return [
    diagnostic("UnknownCompliancePolicy", {
      message: `Istio ${minor} has no compliance policy ${compliancePolicy}, so its agents enforce none; it has fips-140-2 and pqc`,
      fix: "set istio.compliancePolicy to fips-140-2, or use Istio 1.31 or newer",
      field: { path: "istio.compliancePolicy", current: compliancePolicy },
    }),
  ];
}

function injectorOf({ revision = "" }: Pick<Written, "revision">, { injectors }: MeshObjects): InjectorConfig | undefined {
  return injectors.get(revision) ?? injectors.get("");
}

/** The ConfigMaps of this revision, or else those of the control plane without name; IstioOperators in their order; its layers. */
function sourcesOf(written: Written, objects: MeshObjects): SettingsSources {
  const { hub, tag, revision, layers } = written;
  const { injectors, meshConfigs, operators } = objects;
  const own = revision ?? "";
  const found = injectors.has(own) || meshConfigs.has(own) ? own : "";
  const theirs = present({ values: injectors.get(found)?.values, meshConfig: meshConfigs.get(found) });
  const hasTemplates = usesMeshTemplates(written, injectorOf(written, objects));
  const operator = Object.assign({}, ...operators) as SettingsSources;
  return {
    ...present({ hub: hub ?? operator.hub, tag: tag ?? operator.tag, revision: revision ?? operator.revision }),
    values: [...operators.flatMap(({ values = [] }) => values), ...layers.map(({ values }) => mapOf(values))],
    meshConfig: [
      ...operators.flatMap(({ meshConfig = [] }) => meshConfig),
      ...layers.map(({ meshConfig }) => ({ value: mapOf(meshConfig) })),
    ],
    ...(Object.keys(theirs).length > 0 && { mesh: { ...theirs, revision: found, hasTemplates } }),
  };
}

type Present<Properties> = { [Key in keyof Properties]?: NonNullable<Properties[Key]> };

/** The properties that are there. */
function present<Properties extends object>(properties: Properties): Present<Properties> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Present<Properties>;
}

function readSelectors(values: readonly Value[]): { readonly selectors: readonly Selector[]; readonly diagnostics: readonly Diagnostic[] } {
  const read = values.map(parseSelector);
  return {
    selectors: read.filter(({ problems }) => problems.length === 0).map(({ selector }) => selector),
    diagnostics: read.flatMap(({ problems }) =>
      problems.map(({ path, found, expected }) =>
        diagnostic("InvalidConfiguration", {
          message: `Cannot use a selector of Istio's injection: ${path || "it"} is ${JSON.stringify(found ?? null)}; expected ${expected}`,
          fix: "correct the selector in istio, or in the injector's ConfigMap",
        }),
      ),
    ),
  };
}

function mapOf(data: unknown): ValueMap {
  return toValue(data ?? {}) as ValueMap;
}
