import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { injectIstio } from "../../../src/istio/inject-istio.ts";
import type { IstioConfig } from "../../../src/istio/istio-config.ts";
import { istioPlanes } from "../../../src/istio/istio-planes.ts";
import { meshObjects } from "../../../src/istio/mesh-objects.ts";
import { builtinTemplates } from "../../../src/istio/profile/builtin-templates.ts";
import { textTemplates } from "../../../src/istio/template/text-templates.ts";
import type { ValueMap } from "../../../src/value/value.ts";
import { readers } from "../../template/tools.ts";
import { injectContext } from "../contexts.ts";
import { readCorpus } from "../corpus.ts";
import { documents, readYaml } from "../yaml.ts";

/** The two ConfigMaps of Istio's own chart. */
export function chartConfigMaps(): readonly ValueMap[] {
  return ["injector-configmap.yaml", "mesh-configmap.yaml"].flatMap((file) => documents(readCorpus("base", file)));
}

const ofMinors: Readonly<Record<string, string>> = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, "../../data/upstream/mesh.json.gz"))).toString(),
);

/** The two ConfigMaps as the chart of a minor renders them: see test/data/upstream/README.md. */
export function meshConfigMaps(minor: string): readonly ValueMap[] {
  return documents(ofMinors[minor] as string);
}

/** What a control plane of `config` injects, given the objects of the input. */
export function injector(config: IstioConfig, objects: readonly ValueMap[]) {
  const { planes, diagnostics } = istioPlanes(config, meshObjects(objects, readYaml));
  const [{ settings, templates, plane }] = planes as [(typeof planes)[number]];
  const texts = textTemplates(templates.texts, readers);
  const context = injectContext({
    ...settings,
    templates: new Map([...(templates.hasBuiltin ? builtinTemplates : []), ...texts.templates]),
    defaultTemplates: templates.defaultTemplates,
    aliases: templates.aliases,
    injectedAnnotations: templates.injectedAnnotations,
    guideAnnotations: false,
  });
  return {
    plane,
    templates: context.templates,
    diagnostics: [...diagnostics, ...texts.diagnostics],
    inject: (pod: ValueMap, overrides: Partial<typeof context> = {}) => injectIstio(pod, { ...context, ...overrides }),
  };
}
