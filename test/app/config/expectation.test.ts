import * as z from "zod/mini";
import { specSchema } from "../../../src/app/config/config-schema.ts";
import { schemaIssues } from "../../../src/app/config/schema-issues.ts";
import { toValue } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";

type Path = readonly (string | number)[];

interface Bounded {
  readonly path: Path;
  readonly type: string;
  readonly checks: readonly { readonly _zod: { readonly def: Readonly<Record<string, unknown>> } }[];
}

interface Def extends Omit<Bounded, "path"> {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly getter?: () => z.core.$ZodType;
}

/** Every field of the configuration with a bound. */
function bounded(schema: z.core.$ZodType, path: Path = []): readonly Bounded[] {
  const { type, checks = [], shape = {}, innerType, element, getter } = schema._zod.def as unknown as Def;
  const inner = innerType ?? getter?.();
  if (inner) return bounded(inner, path);
  const below = [
    ...Object.entries(shape).flatMap(([key, field]) => bounded(field, [...path, key])),
    ...(element ? bounded(element, [...path, 0]) : []),
  ];
  return checks.length > 0 ? [{ path, type, checks }, ...below] : below;
}

/** A spec that has nothing but a value at a path. */
function withValue([step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const inner = withValue(rest, value);
  return typeof step === "number" ? [inner] : { [step]: inner };
}

/** A value beyond each bound, with the words that have to name it. */
function beyond({ type, checks }: Bounded): readonly { readonly value: unknown; readonly names: string }[] {
  return checks.flatMap(({ _zod: { def } }) => {
    if (def.check === "greater_than") return { value: Number(def.value) - 1, names: String(def.value) };
    if (def.check === "less_than") return { value: Number(def.value) + 1, names: String(def.value) };
    if (def.check === "min_length" && def.minimum === 1)
      return { value: type === "array" ? [] : "", names: type === "array" ? "one entry" : "not empty" };
    if (def.check === "string_format") return { value: "?", names: "" };
    throw new Error(`a check without a row here: ${String(def.check)}`);
  });
}

const rows = bounded(specSchema).flatMap((field) => beyond(field).map((row) => ({ ...row, field })));

suite("the bounds of the configuration", (test) => {
  test("are found", () => {
    const paths = rows.map(({ field }) => field.path.join("."));
    for (const path of [
      "istio.rollout.0.percent",
      "sidecars.0.name",
      "workloads.0.podTemplates",
      "kubernetesVersion",
      "dialects.linkerd.version",
    ])
      assert.ok(paths.includes(path), `${path} is not among ${paths.join(" ")}`);
  });
});

table("a value beyond a bound", rows, {
  title: ({ field: { path }, value }) => `${path.join(".")}: ${JSON.stringify(value)}`,
  run: ({ field: { path }, value, names }) => {
    const spec = toValue(withValue(path, value));
    const { error } = z.safeParse(specSchema, spec);
    assert.ok(error, "it is refused");
    const issues = error.issues.filter((issue) => issue.path.join(".") === path.join("."));
    const [told, more] = schemaIssues(specSchema, spec, { issues });
    assert.is(more, undefined, "it is reported once");
    assert.match(told?.message ?? "", /; expected (?:a|an|the|text|one) /);
    assert.match(told?.message ?? "", names);
    assert.not.match(told?.fix ?? "", "correct the value");
  },
});
