import * as z from "zod/mini";
import { type Diagnostic, diagnostic, hasErrors, type Location } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { describe } from "../../kube/describe.ts";
import { valueFix } from "../../kube/value-fix.ts";
import { checkUserWorkloads } from "../../kube/workloads.ts";
import { checkSidecars } from "../../sidecar/check-sidecars.ts";
import { at, isMap, mapAt, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { stepsOf } from "../locate.ts";
import { pathKeys, specFromConfigMap } from "./config-map.ts";
import { type Spec, specSchema } from "./config-schema.ts";
import type { ConfigPlaces, ConfigSource } from "./config-source.ts";
import { graftNames, orderFaults } from "./order-faults.ts";
import { type Found, keyOfField, schemaIssues } from "./schema-issues.ts";
import { schemaPart } from "./schema-part.ts";

export const API_VERSION = "podgraft.dev/v1alpha1";
export const KIND = "SidecarInjector";

/** A configuration that was read and checked. */
export interface Config {
  /** The name under which its provenance is recorded. */
  readonly name: string;
  readonly spec: Spec;
  /** What the user should know about the configuration itself. */
  readonly warnings: readonly Diagnostic[];
  /** A report about one of its fields, with its place. */
  readonly located: (told: Diagnostic) => Diagnostic;
  /** The place of a field of the spec, or of what is nearest to it. */
  readonly locate: ConfigSource["locate"];
}

export type ConfigResult = { readonly config: Config } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * The configuration in a functionConfig or a file: a SidecarInjector, or a ConfigMap with the same content under string
 * keys.
 */
export function readConfig(source: ConfigSource): ConfigResult {
  const { value } = source;
  if (!isMap(value)) return { diagnostics: [missingConfig(value, source)] };
  const { kind, apiVersion } = value;
  if (kind === "ConfigMap" && apiVersion === "v1") {
    const { spec, diagnostics } = specFromConfigMap(value, source);
    const keys = pathKeys(value);
    return diagnostics.length > 0
      ? { diagnostics }
      : named(
          value,
          source,
          checked(nameOf(value), spec, { locate: (path) => source.locate(["data", keyOfField(keys, path) ?? "config"]), keys }),
        );
  }
  if (kind !== KIND || apiVersion !== API_VERSION) return { diagnostics: [wrongKind(value, source)] };
  if (!isMap(value.metadata ?? newMap())) return { diagnostics: [wrongMetadata(value.metadata as Value, source)] };
  const unknown = Object.keys(value).filter((key) => !["apiVersion", "kind", "metadata", "spec"].includes(key));
  if (unknown.length > 0) return { diagnostics: unknown.map((key) => misplaced(key, source)) };
  const config = checked(nameOf(value), value.spec ?? newMap(), {
    locate: (path, textLine) => source.locate(["spec", ...path], textLine),
    written: (path) => source.written?.(["spec", ...path]),
  });
  return named(value, source, config);
}

/** With a warning if the configuration has no name. */
function named(value: ValueMap, { locate }: ConfigSource, result: ConfigResult): ConfigResult {
  if (!("config" in result)) return result;
  const name = at(value, "metadata", "name");
  if (name !== undefined && name !== "")
    return typeof name === "string" ? result : { diagnostics: [wrongName(name, locate(["metadata", "name"]))] };
  const location = locate(["metadata"]) ?? locate([]);
  const misspelt = Object.keys(mapAt(value, "metadata")).find((key) => key !== "name" && nearest(key, ["name"]) !== undefined);
  const warning = diagnostic("UnnamedConfiguration", {
    message: `The configuration has no metadata.name: what it injects is recorded under the name ${DEFAULT_NAME}, and another configuration without a name would remove it`,
    fix: misspelt === undefined ? "set metadata.name" : `write name instead of ${misspelt}`,
    field: { path: "metadata.name" },
    ...(location && { location }),
  });
  return { config: { ...result.config, warnings: [warning, ...result.config.warnings] } };
}

function wrongName(found: Value, location: Location | undefined): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use metadata.name: it is ${describe(found)}; expected text`,
    fix: valueFix(found, "text", "name"),
    field: { path: "metadata.name", current: found },
    ...(location && { location }),
  });
}

function wrongMetadata(found: Value, { locate }: ConfigSource): Diagnostic {
  const location = locate(["metadata"]);
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use metadata: it is ${describe(found)}; expected a map`,
    fix: "write metadata: {name: NAME}",
    field: { path: "metadata", current: found },
    ...(location && { location }),
  });
}

const DEFAULT_NAME = "default";

function nameOf(value: ValueMap): string {
  const name = at(value, "metadata", "name");
  return typeof name === "string" && name !== "" ? name : DEFAULT_NAME;
}

function checked(name: string, value: Value, { locate, written, keys }: ConfigPlaces & Pick<Found, "keys">): ConfigResult {
  const result = z.safeParse(schemaPart(specSchema, value) as typeof specSchema, value);
  const located = (found: readonly Diagnostic[]) => found.map((told) => ({ ...told, ...place(told, locate) }));
  if (!result.success) return { diagnostics: located(schemaIssues(specSchema, value, { issues: result.error.issues, written, keys })) };
  const spec = result.data;
  const diagnostics = located([
    ...checkSidecars(spec.sidecars ?? [], "spec.sidecars", spec.workloads),
    ...checkUserWorkloads(spec.workloads ?? [], "spec.workloads"),
    ...orderFaults(spec),
    ...namedTwice(spec),
  ]);
  if (hasErrors(diagnostics)) return { diagnostics };
  if (graftNames(spec).length === 0) return { diagnostics: located([nothingToGraft()]) };
  return { config: { name, spec, warnings: diagnostics, located: (told) => locatedField(told, { value, locate }), locate } };
}

/**
 * Adds the place of its field, whose path begins at or below `spec`; unchanged if the field is not one of the
 * configuration's.
 */
function locatedField(told: Diagnostic, { value, locate }: { value: Value; locate: ConfigSource["locate"] }): Diagnostic {
  if (told.location || told.resource || !told.field) return told;
  const steps = stepsOf(told.field.path);
  const path = steps[0] === "spec" ? steps.slice(1) : steps;
  const isOwn = path.length > 0 && at(value, ...path.slice(0, -1).map(indexed)) !== undefined;
  return isOwn ? { ...told, ...place({ ...told, field: { path: ["spec", ...path].join(".") } }, locate) } : told;
}

/** The location of a diagnostic's field, whose path reads `spec.sidecars[0].name`, or `istio.tag` in a ConfigMap. */
function place({ field }: Diagnostic, locate: ConfigSource["locate"]): { location?: Location } {
  const steps = stepsOf(field?.path ?? "spec");
  const location = locate((steps[0] === "spec" ? steps.slice(1) : steps).map(indexed));
  return location ? { location } : {};
}

function indexed(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}

function missingConfig(value: Value | undefined, { locate }: ConfigSource): Diagnostic {
  const location = locate([]);
  return diagnostic("InvalidConfiguration", {
    message: `Cannot find the configuration: ${value === undefined ? "there is no functionConfig" : "it is not a map"}; expected a ${KIND} (${API_VERSION}) or a ConfigMap`,
    fix: "give one: kustomize lists it under transformers, kpt under configPath, the command line takes -c FILE",
    ...(location && { location }),
  });
}

function wrongKind({ kind, apiVersion }: ValueMap, { locate }: ConfigSource): Diagnostic {
  const isKind = kind === KIND;
  const isNear = nearest(String(kind), [KIND]) !== undefined;
  const location = locate([isKind ? "apiVersion" : "kind"]);
  const found =
    kind === undefined ? "it has no kind" : `it is ${kind}${apiVersion === undefined ? " without apiVersion" : ` (${apiVersion})`}`;
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use the configuration: ${found}; expected ${KIND} (${API_VERSION}) or ConfigMap (v1)`,
    fix: isKind ? `write apiVersion: ${API_VERSION}` : isNear || apiVersion === API_VERSION ? `write kind: ${KIND}` : wrongFile(kind),
    field: { path: isKind ? "apiVersion" : "kind", current: (isKind ? apiVersion : kind) ?? null },
    ...(location && { location }),
  });
}

function wrongFile(kind: Value | undefined): string {
  if (kind === undefined) return `begin it with apiVersion: ${API_VERSION} and kind: ${KIND}, or name another file`;
  return `name a file with a ${KIND} as the configuration; this one is a manifest`;
}

function misplaced(key: string, { locate }: ConfigSource): Diagnostic {
  const location = locate([key]);
  const known = Object.hasOwn(specSchema._zod.def.shape, key);
  const meant = nearest(key, ["apiVersion", "kind", "metadata", "spec"]);
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use the field ${key}: it does not exist at the top level; expected apiVersion, kind, metadata, spec`,
    fix: known ? "move it under spec" : meant === undefined ? "remove it, or correct its name" : `write ${meant}`,
    field: { path: key },
    ...(location && { location }),
  });
}

/** Of two that have one name, only one could count. */
function namedTwice({ namespaces }: Spec): readonly Diagnostic[] {
  const names = (namespaces?.known ?? []).map(({ name }) => name);
  return names.flatMap((name, i) => {
    const first = names.indexOf(name);
    if (first === i) return [];
    return diagnostic("InvalidConfiguration", {
      message: `Cannot tell which labels the namespace ${name} has: spec.namespaces.known[${first}] names it as well; expected each namespace once`,
      fix: "remove one of the two",
      field: { path: `spec.namespaces.known[${i}].name`, current: name },
    });
  });
}

function nothingToGraft(): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message:
      "Cannot graft anything: there is neither spec.istio nor a sidecar in spec.sidecars nor one of spec.dialects; expected one of them",
    fix: "write istio: {} for Istio's sidecar, or add a sidecar with a name and a template",
    field: { path: "spec.sidecars" },
  });
}
