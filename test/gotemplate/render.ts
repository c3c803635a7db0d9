import { re2jsEngine } from "../../src/gotemplate/regexp-re2js.ts";
import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile, type TemplateOptions } from "../../src/gotemplate/template.ts";
import { type GoValue, newMap } from "../../src/gotemplate/value/value.ts";
import { world } from "./world.ts";

/** One template and how to render it, as tools/gotemplate-rows reads it. */
export interface Row {
  readonly name?: string;
  readonly template: string;
  readonly data?: unknown;
  /** The data is {@link world}. */
  readonly world?: boolean;
  /** Without sprig. */
  readonly plain?: boolean;
  readonly missingKey?: "default" | "zero" | "error";
  readonly left?: string;
  readonly right?: string;
  /** What went wrong here once. */
  readonly bug?: string;
}

export type Rendered = { readonly text: string } | { readonly error: string };

export function render(row: Row): Rendered {
  const options: TemplateOptions = {
    ...(row.plain !== true && { functions: sprig }),
    ...(row.missingKey && { missingKey: row.missingKey }),
    leftDelim: row.left ?? "",
    rightDelim: row.right ?? "",
    regexp: re2jsEngine,
  };
  const { template, error } = compile(row.name ?? "row", row.template, options);
  if (error !== undefined) return { error: error.message };
  const result = template.execute(row.world === true ? world() : plainData(row.data));
  return result.error === undefined ? { text: result.text } : { error: result.error.message };
}

/** JSON as the engine takes it: maps without prototype. */
export function plainData(data: unknown): GoValue {
  if (Array.isArray(data)) return data.map(plainData);
  if (typeof data !== "object" || data === null) return data as GoValue;
  const map = newMap();
  for (const [key, value] of Object.entries(data)) map[key] = plainData(value);
  return map;
}
