import type { Print } from "../../src/gotemplate/exec/run.ts";
import { re2jsEngine } from "../../src/gotemplate/regexp-re2js.ts";
import type { Executed, Template } from "../../src/gotemplate/template.ts";
import { mapOf, structType, types } from "../../src/gotemplate/value/type.ts";
import { type GoValue, Host, type PlainMap, TypedMap } from "../../src/gotemplate/value/value.ts";
import { assert } from "../cases.ts";
import { plainData } from "./render.ts";

const allPrinted = (execute: (prints: Print[]) => Executed) => {
  const prints: Print[] = [];
  const { text, error } = execute(prints);
  return { text, error, prints: error ? [] : prints.map(({ start, end, action, source }) => [start, end, action.pos, source.name]) };
};

/** The data as maps, as a struct of maps, and as a struct of maps with a type. */
export const forms: readonly ((data: unknown) => GoValue)[] = [
  plainData,
  (data) => structOf(plainData(data)),
  (data) => structOf(typed(data)),
];

export function structOf(data: GoValue): Host {
  const fields = data as Readonly<Record<string, GoValue>>;
  return new Host({ type: structType("test.Data"), get: (name) => fields[name], fields: () => Object.keys(fields) });
}

function typed(data: unknown): GoValue {
  const fields = plainData(data) as Readonly<Record<string, GoValue>>;
  const map = fields.map;
  return map === undefined ? fields : { ...fields, map: new TypedMap(mapOf(types.string, types.float64), map as PlainMap) };
}

export function assertSame(template: Template, sequence: readonly GoValue[], name: string): void {
  const execute = template.repeatedly();
  for (const [i, data] of sequence.entries()) {
    const wanted = allPrinted((prints) => template.execute(data, { regexp: re2jsEngine, prints }));
    const found = allPrinted((prints) => execute(data, { regexp: re2jsEngine, prints }));
    assert.equal(found, wanted, `${name}, data ${i}`);
  }
}
