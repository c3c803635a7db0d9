import type * as z from "zod/mini";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { fieldPath } from "../../diagnostic/field-path.ts";
import { choiceText, didYouMean, nearest } from "../../diagnostic/nearest.ts";
import { describe } from "../../kube/describe.ts";
import { fieldNames, fieldOf, itemOf, podTemplateSchema } from "../../kube/schema.ts";
import { valueFix } from "../../kube/value-fix.ts";
import { at, isList, type Value } from "../../value/value.ts";
import { expectation, ONE_OF, TEXT } from "./expectation.ts";

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];

export interface Found {
  readonly issues: readonly z.core.$ZodIssue[];
  /** The paths that are keys of a ConfigMap, if the value was written as one: `istio.tag`. */
  readonly keys?: readonly string[] | undefined;
  /** A value as it is written, if that says more than the value. */
  readonly written?: ((path: Path) => string | undefined) | undefined;
}

/** All faults that a schema finds in a value, each with the field, what is there and what is expected. */
export function schemaIssues(schema: Schema, value: Value, { issues, written, keys = [] }: Found): readonly Diagnostic[] {
  const misspelt = new Set(issues.flatMap((issue) => misspeltIn(schema, issue)));
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    const whole = wholePod(issue, value);
    if (whole) return [whole];
    if (issue.code === "unrecognized_keys")
      return (
        bareLabels(schema, { path, keys: issue.keys, value }) ??
        issue.keys.map((key) => unknownKey(schema, { path: [...path, key], key, value: at(value, ...path, key), keys }))
      );
    const found = at(value, ...path);
    if (found === undefined && misspelt.has(fieldText(path))) return [];
    const expected = expectation(issue, schemaAt(schema, path));
    return [
      wrongValue(textIn(keys, path), found, { expected, written: written?.(path), fix: wrongValueFix(schema, { path, found, expected }) }),
    ];
  });
}

function fieldText(path: Path): string {
  return path.reduce<string>(fieldPath, "spec");
}

/** A field as its author wrote it: in, above or below a key of a ConfigMap, without `spec`. */
function textIn(keys: readonly string[], path: Path): string {
  return keyOfField(keys, path) === undefined ? fieldText(path) : path.reduce<string>(fieldPath, "");
}

/** The key of a ConfigMap, itself a path, that a field is in, above or below. */
export function keyOfField(keys: readonly string[], path: Path): string | undefined {
  const field = `${path.join(".")}.`;
  return keys.find((key) => field.startsWith(`${key}.`) || `${key}.`.startsWith(field));
}

/** The fields that unknown keys probably mean: they are not reported as missing too. */
function misspeltIn(schema: Schema, issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const path = issue.path as Path;
  const known = fieldsAt(schema, path);
  return issue.keys.flatMap((key) => {
    const meant = meantField(key, known);
    return meant === undefined ? [] : [fieldText([...path, meant])];
  });
}

/** Other tools' names for a field, with the field. */
const SYNONYMS: Readonly<Record<string, string>> = {
  kubeVersion: "kubernetesVersion",
  k8sVersion: "kubernetesVersion",
  version: "tag",
  image: "tag",
  registry: "hub",
  labelSelector: "podSelector",
  selector: "podSelector",
  enabled: "policy",
  namespace: "namespaceSelector",
  namespaces: "namespaceSelector",
  meta: "metadata",
  op: "operator",
  label: "key",
};

function meantField(key: string, known: readonly string[]): string | undefined {
  const synonym = Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : nearest(key, known);
}

/** A Pod, or a workload, where a sidecar's template is: one fault, whatever it has beside metadata and spec. */
function wholePod(issue: z.core.$ZodIssue, value: Value): Diagnostic | undefined {
  if (issue.code !== "unrecognized_keys" || issue.path.at(-1) !== "template" || !issue.keys.includes("kind")) return undefined;
  const path = issue.path as Path;
  const kind = at(value, ...path, "kind");
  const gone = issue.keys.join(" and ").replace(/ and (?=.* and )/g, ", ");
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${fieldText(path)}: it is a whole ${typeof kind === "string" ? kind : "object"}; expected a partial pod with metadata and spec`,
    fix:
      kind === "Pod" || kind === undefined || kind === null
        ? `remove ${gone}`
        : `remove ${gone}, and write under spec what the ${kind} has under spec.template.spec`,
    field: { path: fieldText([...path, "kind"]), ...(kind !== undefined && { current: kind }) },
  });
}

interface UnknownKeys {
  readonly path: Path;
  readonly keys: readonly string[];
  readonly value: Value;
}

/** Labels right in a selector: one fault, however many they are. */
function bareLabels(schema: Schema, { path, keys, value }: UnknownKeys): readonly Diagnostic[] | undefined {
  const known = fieldsAt(schema, path);
  const labels = keys.map((key) => [key, at(value, ...path, key)] as const);
  if (
    keys.length < 2 ||
    !known.includes("matchLabels") ||
    labels.some(([key, text]) => typeof text !== "string" || nearest(key, known) !== undefined)
  )
    return undefined;
  return [
    diagnostic("InvalidConfiguration", {
      message: `Cannot use the fields ${keys.join(", ")} of ${fieldText(path)}: they are not known; expected one of ${known.join(", ")}`,
      fix: `write matchLabels: {${labels.map(([key, text]) => `${key}: ${String(text)}`).join(", ")}}`,
      field: { path: fieldText([...path, keys[0] as string]), current: labels[0]?.[1] as Value },
    }),
  ];
}

interface UnknownKey {
  readonly path: Path;
  readonly key: string;
  readonly value: Value | undefined;
  readonly keys: readonly string[];
}

function unknownKey(schema: Schema, unknown: UnknownKey): Diagnostic {
  const { path, key, value, keys } = unknown;
  const outer = path.slice(0, -1);
  const known = fieldsAt(schema, outer);
  const isKey = keys.some((each) => `${each}.`.startsWith(`${path.join(".")}.`));
  const isSynonym = Object.hasOwn(SYNONYMS, key) && known.includes(SYNONYMS[key] as string);
  const elsewhere = isSynonym ? undefined : elsewhereFix(schema, { ...unknown, isKey }, known);
  const near = elsewhere === undefined ? meantField(key, known) : undefined;
  const meant = near !== undefined && isKey ? [...outer, near].join(".") : near;
  const expected = meant === undefined ? `; expected one of ${known.join(", ")}` : didYouMean(meant);
  const field = textIn(keys, path);
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use the field ${field}: it is not known${expected}`,
    fix: elsewhere ?? (near === undefined ? "remove it, or correct its name" : `write ${meant}${meantValue(near, value)}`),
    field: { path: field, ...(value !== undefined && { current: value }) },
  });
}

/** What a value of another name would be under this one. */
function meantValue(meant: string, value: Value | undefined): string {
  if (meant === "policy" && typeof value === "boolean") return `: ${value ? "enabled" : "disabled"}`;
  return meant === "namespaceSelector" && (isList(value) || typeof value === "string") ? ", which goes by the labels of namespaces" : "";
}

/** How to correct a key that belongs elsewhere. */
function elsewhereFix(
  schema: Schema,
  { path, key, value, isKey }: UnknownKey & { readonly isKey: boolean },
  known: readonly string[],
): string | undefined {
  if (known.includes("matchLabels") && typeof value === "string" && nearest(key, known) === undefined)
    return `write matchLabels: {${key}: ${value}}`;
  const outer = path.slice(0, -1);
  const home = homeInIstio(known, outer, key) ?? homeOf(schema, outer, key);
  if (home && isKey) return `write ${[...home, key].join(".")}`;
  const place = home ? placeText(outer, home) : homeInPod(known, key);
  return place && `move it ${place}`;
}

/** Where a map is, seen from another one that is in it or that it is in. */
function placeText(from: Path, home: Path): string {
  if (home.length > from.length) return `under ${home.slice(from.length).join(".")}`;
  return `up to ${home.findLast((step) => typeof step === "string") ?? "spec"}`;
}

/** Where Helm's values and MeshConfig's fields go that people write right under `istio`. */
function homeInIstio(known: readonly string[], istio: Path, key: string): Path | undefined {
  if (!known.includes("meshConfig")) return undefined;
  if (["global", "pilot", "gateways", "sidecarInjectorWebhook"].includes(key)) return [...istio, "values"];
  if (key === "proxy") return [...istio, "values", "global"];
  const ofMesh = ["accessLogFile", "defaultConfig", "enablePrometheusMerge", "extensionProviders", "outboundTrafficPolicy", "trustDomain"];
  return ofMesh.includes(key) ? [...istio, "meshConfig"] : undefined;
}

/** The other place of a field with that name: right above, or in a map right below. */
function homeOf(schema: Schema, path: Path, key: string): Path | undefined {
  const outer = path.slice(0, typeof path.at(-1) === "number" ? -2 : -1);
  if (path.length > 0 && fieldsAt(schema, outer).includes(key)) return outer;
  const inner = fieldsAt(schema, path).find((field) => fieldsAt(schema, [...path, field]).includes(key));
  return inner === undefined ? undefined : [...path, inner];
}

/** The right place in a sidecar or its template for a field of a pod or container. */
function homeInPod(known: readonly string[], key: string): string | undefined {
  const isSidecar = known.includes("template");
  if (!isSidecar && !(known.includes("metadata") && known.includes("spec"))) return undefined;
  const spec = isSidecar ? "template.spec" : "spec";
  if (fieldNames(podSpec).includes(key)) return `under ${spec}`;
  if (isSidecar && (key === "labels" || key === "annotations")) return "under template.metadata";
  return fieldNames(container).includes(key) ? `into a container under ${spec}.containers` : undefined;
}

const podSpec = fieldOf(podTemplateSchema, "spec");
const container = itemOf(fieldOf(podSpec, "containers"));

/** The value as it is written, if reading changed it: an author who wrote 1.30 does not search for 1.3. */
export function asWritten(found: Value, written: string | undefined): string {
  const read = describe(found);
  return written === undefined || written === read ? read : `${written}, which YAML reads as ${read}`;
}

function wrongValue(
  field: string,
  found: Value | undefined,
  { expected, written, fix }: { expected: string; written: string | undefined; fix: string },
): Diagnostic {
  const state = found === undefined ? "it is missing" : `it is ${asWritten(found, written)}`;
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${field}: ${state}; expected ${expected}`,
    fix,
    field: { path: field, ...(found !== undefined && { current: found }) },
  });
}

interface Wrong {
  readonly path: Path;
  readonly found: Value | undefined;
  readonly expected: string;
}

function wrongValueFix(schema: Schema, { path, found, expected }: Wrong): string {
  const key = String(path.at(-1));
  if (expected === TEXT && typeof found === "boolean" && key === "optIn")
    return "write the key of a label or annotation, such as example.com/inject";
  if (expected.startsWith(ONE_OF)) {
    if (found === undefined) return "add it";
    const choices = expected.slice(ONE_OF.length).replaceAll('"', "").split(", ");
    const near = typeof found === "string" ? nearest(found, choices) : undefined;
    return `write ${near ?? choiceText(choices.filter((word) => word !== ""))}`;
  }
  if (path.at(-2) === "matchLabels" && isList(found))
    return `write matchExpressions: [{key: ${key}, operator: In, values: [${found.join(", ")}]}]`;
  const named =
    typeof found === "string" && /^[\w.-]+$/.test(found) && expected === "a list" && fieldsAt(schema, [...path, 0]).includes("name");
  if (named) return `write a list: [{name: ${found}}]`;
  const fields = expected === "a map" ? fieldsAt(schema, path) : [];
  if (fields.length === 0) return valueFix(found, expected, key);
  const [, label, value] = typeof found === "string" && fields.includes("matchLabels") ? (/^([^=\s]+)==?(\S*)$/.exec(found) ?? []) : [];
  if (label !== undefined) return `write {matchLabels: {${label}: ${value}}}`;
  if (typeof found === "string" && fields.includes("name")) return `write {name: ${found}}`;
  return `write its fields under it: ${fields.slice(0, SHOWN).join(", ")}${fields.length > SHOWN ? ", ..." : ""}`;
}

const SHOWN = 6;

/** The fields that a schema has at a path. */
function fieldsAt(schema: Schema, path: Path): readonly string[] {
  const found = schemaAt(schema, path);
  const def = found?._zod.def as { shape?: Readonly<Record<string, Schema>> } | undefined;
  return def?.shape ? Object.keys(def.shape) : [];
}

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly getter?: () => Schema;
}

/** The schema of the value at a path, optional and lazy ones unwrapped. */
export function schemaAt(schema: Schema, path: Path): Schema | undefined {
  const def = schema._zod.def as unknown as Def;
  const inner = def.innerType ?? def.getter?.();
  if (inner) return schemaAt(inner, path);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const next = typeof step === "number" ? def.element : def.shape && Object.hasOwn(def.shape, step) ? def.shape[step] : def.valueType;
  return next && schemaAt(next, rest);
}

/** The kind of value that a schema accepts: `string`, `boolean`, `number`, `enum`, `array`, `object`, `record`. */
export function typeOf(schema: Schema): string {
  return (schema._zod.def as unknown as Def).type;
}
