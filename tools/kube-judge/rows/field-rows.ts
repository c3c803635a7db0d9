import { fieldNames, fieldOf, itemOf, podTemplateSchema, type Schema } from "../../../src/kube/schema.ts";
import { Random } from "../../../test/random.ts";
import { basePod, examples, type Fields, unions } from "./examples.ts";
import { collectionsFor, some, valuesFor } from "./values.ts";

export interface Row {
  /** What is tried: `spec.containers.image`. */
  readonly what: string;
  readonly kind: string;
  readonly template: unknown;
}

/** A place in a pod: what is there becomes a pod around it. */
interface Spot {
  readonly path: string;
  readonly schema: Schema;
  readonly wrap: (value: unknown) => unknown;
}

/** For every field that can be in a pod template, pods in which it has one value after the other. */
export function fieldRows(seed: number): readonly Row[] {
  const random = new Random(seed);
  const rows: Row[] = [];
  visit({ path: "", schema: podTemplateSchema, wrap: (value) => value }, basePod, { rows, random });
  return rows;
}

interface Run {
  readonly rows: Row[];
  readonly random: Random;
}

/** Lists of the pod that the base pod has as well. */
const lists: { readonly [path: string]: readonly unknown[] } = {
  "spec.containers": basePod.spec.containers,
  "spec.volumes": basePod.spec.volumes,
  "spec.resourceClaims": basePod.spec.resourceClaims,
};

function visit(spot: Spot, value: Fields, run: Run): void {
  add(run, `${spot.path}.unknownField`, spot.wrap({ ...value, unknownField: 1 }));
  for (const name of fieldNames(spot.schema)) {
    const field = fieldOf(spot.schema, name) as Schema;
    const without = unionFree(spot.schema.type, value, name);
    const wrap = (next: unknown) => spot.wrap({ ...without, [name]: next });
    const path = spot.path === "" ? name : `${spot.path}.${name}`;
    visitField(
      { path, schema: field, wrap },
      { name, absent: () => add(run, `${path} absent`, spot.wrap(omit(value, name))), run, had: name in value },
    );
  }
}

interface Visit {
  readonly name: string;
  readonly absent: () => void;
  readonly had: boolean;
  readonly run: Run;
}

function visitField(spot: Spot, { name, absent, had, run }: Visit): void {
  const { schema, path, wrap } = spot;
  const { random } = run;
  if (had) absent();
  const item = itemOf(schema) ?? fieldOf(schema, "any");
  if (schema.kind === "struct") {
    for (const odd of [null, {}, [], "a"]) add(run, path, wrap(odd));
    visit(spot, path === "spec" ? basePod.spec : path === "metadata" ? basePod.metadata : (examples[schema.type] ?? {}), run);
  } else if (schema.kind === "list" && item?.kind === "struct") {
    const before = lists[path] ?? [];
    for (const odd of [null, [], [null], [{}], "a", {}]) add(run, path, wrap(odd));
    const example = examples[item.type] ?? {};
    add(run, path, wrap([...before, example, example]));
    visit({ path, schema: item, wrap: (value) => wrap([...before, value]) }, example, run);
  } else if (schema.kind === "list" || schema.kind === "map") {
    const all = collectionsFor(name, { kind: schema.kind, item: item?.kind ?? "" }, random);
    for (const value of all)
      add(
        run,
        path,
        wrap(name === "labels" && value !== null && !Array.isArray(value) && typeof value === "object" ? { app: "web", ...value } : value),
      );
  } else for (const value of valuesFor(name, schema.kind, random)) add(run, path, wrap(value));
}

/** Without the member of a union whose place the field takes. */
function unionFree(type: string, value: Fields, name: string): Fields {
  const members = unions[type] ?? [];
  const isMember = members.length > 0 && !["name", "prefix", "path", "mode"].includes(name) && !members.includes(name);
  const isOther = isMember && (type !== "Probe" || ["exec", "httpGet", "grpc"].includes(name));
  return isOther ? members.reduce<Fields>((fields, member) => omit(fields, member), value) : value;
}

function omit(value: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

function add({ rows }: Run, what: string, template: unknown): void {
  rows.push({ what, kind: "Deployment", template });
}

/** Several fields of one struct at once: what a pod says of them together. */
export function structRows(seed: number, count: number): readonly Row[] {
  const random = new Random(seed);
  const spots: { spot: Spot; value: Fields }[] = [];
  collect({ path: "", schema: podTemplateSchema, wrap: (value) => value }, basePod, spots);
  const found = spots.filter(({ spot }) => fieldNames(spot.schema).length > 1 && spot.path !== "");
  return Array.from({ length: count }, () => {
    const { spot, value } = random.pick(found);
    const names = some(fieldNames(spot.schema), 2 + random.below(2), random);
    const changed = names.map((name) => [name, anyValue(name, fieldOf(spot.schema, name) as Schema, random)] as const);
    return {
      what: `${spot.path} ${names.join("+")}`,
      kind: "Deployment",
      template: spot.wrap({ ...value, ...Object.fromEntries(changed) }),
    };
  });
}

function anyValue(name: string, schema: Schema, random: Random): unknown {
  const item = itemOf(schema) ?? fieldOf(schema, "any");
  if (schema.kind === "struct") return examples[schema.type] ?? {};
  if (item?.kind === "struct") return random.several(() => examples[item.type] ?? {}, [0, 2]);
  const values =
    schema.kind === "list" || schema.kind === "map"
      ? collectionsFor(name, { kind: schema.kind, item: item?.kind ?? "" }, random)
      : valuesFor(name, schema.kind, random);
  return random.pick(values);
}

function collect(spot: Spot, value: Fields, found: { spot: Spot; value: Fields }[]): void {
  found.push({ spot, value });
  for (const name of fieldNames(spot.schema)) {
    const field = fieldOf(spot.schema, name) as Schema;
    const path = spot.path === "" ? name : `${spot.path}.${name}`;
    const without = unionFree(spot.schema.type, value, name);
    const wrap = (next: unknown) => spot.wrap({ ...without, [name]: next });
    const item = itemOf(field);
    if (field.kind === "struct")
      collect(
        { path, schema: field, wrap },
        path === "spec" ? basePod.spec : path === "metadata" ? basePod.metadata : (examples[field.type] ?? {}),
        found,
      );
    else if (item?.kind === "struct")
      collect({ path, schema: item, wrap: (next) => wrap([...(lists[path] ?? []), next]) }, examples[item.type] ?? {}, found);
  }
}
