import type { GuardRule } from "../../decide/guard-rule.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { guardIstio } from "../../istio/guard-istio.ts";
import { istioPlanes } from "../../istio/istio-planes.ts";
import { meshObjects } from "../../istio/mesh-objects.ts";
import { guardSidecar } from "../../sidecar/guard-sidecar.ts";
import type { Spec } from "../config/config-schema.ts";
import { readEmbedded } from "../embedded-yaml.ts";
import { dialectGuardsOf } from "../inject/grafts.ts";
import { inputObjects } from "../inject/input-objects.ts";
import { readSources, type SourceTexts } from "../inject/sources.ts";
import { inObject, type Located } from "../locate.ts";
import { type GuardAction, isAsked, policyText } from "./policy-text.ts";

export interface Guarded {
  /** The policy and its binding; absent if none can be written. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * An admission policy that finds the same pods as `check --require-injected`: those that lack a graft of the
 * configuration, or have another version of it. What CEL cannot express is reported with its place.
 */
export function guardTexts(texts: SourceTexts, action: GuardAction): Guarded {
  const sources = readSources(texts);
  if ("diagnostics" in sources) return sources;
  const { config, all } = sources;
  const { rules, diagnostics: found } = rulesOf(config.spec, all);
  const told = [...found, ...rules.flatMap(({ diagnostics }) => diagnostics)].map((one) => config.located(inObject(one, all)));
  const diagnostics = [...config.warnings, ...told];
  if (hasErrors(diagnostics)) return { diagnostics };
  if (!rules.some(isAsked)) return { diagnostics: [...diagnostics, nothingAsked()] };
  if (!NAME.test(config.name)) return { diagnostics: [...diagnostics, config.located(unfitName(config.name))] };
  return { text: policyText({ name: config.name, rules, action }), diagnostics };
}

function rulesOf(spec: Spec, all: readonly Located[]): { rules: readonly GuardRule[]; diagnostics: readonly Diagnostic[] } {
  const { sidecars = [], istio, namespaces } = spec;
  const own = sidecars.map((sidecar, i) => guardSidecar(sidecar, `spec.sidecars[${i}]`));
  const others = dialectGuardsOf(spec, inputObjects(all, namespaces?.default));
  const rules = [...own, ...others.rules];
  if (!istio) return { rules, diagnostics: others.diagnostics };
  const objects = all.flatMap((loaded) => loaded.objects.map(({ object }) => object.value));
  const mesh = meshObjects(objects, readEmbedded);
  const { planes, diagnostics } = istioPlanes(istio, mesh);
  return {
    rules: [...rules, guardIstio(planes, istio.precedence ?? "pod", mesh)],
    diagnostics: [...mesh.diagnostics, ...diagnostics, ...others.diagnostics],
  };
}

/** Source: apimachinery pkg/util/validation IsDNS1123Subdomain. */
const NAME = /^[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?$/;

function unfitName(name: string): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot name the policy podgraft-${name}: the API server takes lower case letters, digits, - and . only`,
    fix: "give the configuration such a name in metadata.name",
  });
}

function nothingAsked(): Diagnostic {
  const told = diagnostic("GuardIncomplete", {
    message: "Cannot write a policy: it would require nothing that the configuration grafts",
    fix: "see the warnings, or let the configuration graft something",
  });
  return { ...told, severity: "error" };
}
