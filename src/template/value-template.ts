import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { fieldPath } from "../diagnostic/field-path.ts";
import { compile, type Template } from "../gotemplate/template.ts";
import type { GoValue } from "../gotemplate/value/value.ts";
import { fieldOf, itemOf, type Schema } from "../kube/schema.ts";
import { isList, isMap, newMap, type Value } from "../value/value.ts";
import { type TemplateText, type TemplateTools, unexecutable, unparsable } from "./rendered-text.ts";

export interface WrittenValue {
  readonly name: string;
  /** Where it is: `spec.sidecars[0].appContainers`. */
  readonly source: string;
  readonly value: Value;
  readonly schema: Schema | undefined;
}

/** The value with what its templates print, or what is wrong. */
export type RenderedValue = { readonly value: Value } | { readonly diagnostics: readonly Diagnostic[] };

interface Compiling {
  readonly name: string;
  readonly tools: Pick<TemplateTools, "functions" | "regexp">;
  readonly faults: Diagnostic[];
}

type Render = (data: GoValue, faults: Diagnostic[]) => Value;

/**
 * Compiles each string of a value that has a Go template, to be rendered for many pods. Its output stays one string.
 */
export function valueTemplate(
  { name, source, value, schema }: WrittenValue,
  tools: Compiling["tools"],
): ((data: GoValue) => RenderedValue) | { readonly diagnostics: readonly Diagnostic[] } {
  const faults: Diagnostic[] = [];
  const render = compiled(value, { path: source, schema }, { name, tools, faults });
  if (faults.length > 0) return { diagnostics: faults };
  return (data) => {
    const wrong: Diagnostic[] = [];
    const rendered = render(data, wrong);
    return wrong.length > 0 ? { diagnostics: wrong } : { value: rendered };
  };
}

interface ValuePlace {
  readonly path: string;
  readonly schema: Schema | undefined;
}

function compiled(value: Value, { path, schema }: ValuePlace, compiling: Compiling): Render {
  if (isList(value)) {
    const items = value.map((item, i) => compiled(item, { path: `${path}[${i}]`, schema: itemOf(schema) }, compiling));
    return (data, faults) => items.map((render) => render(data, faults));
  }
  if (isMap(value)) {
    const below = (key: string) => ({ path: fieldPath(path, key), schema: fieldOf(schema, key) });
    const fields = Object.entries(value).map(([key, field]) => [key, compiled(field, below(key), compiling)] as const);
    return (data, faults) => {
      const map = newMap();
      for (const [key, render] of fields) map[key] = render(data, faults);
      return map;
    };
  }
  return typeof value === "string" && value.includes("{{") ? compiledText(value, { path, schema }, compiling) : () => value;
}

function compiledText(text: string, { path, schema }: ValuePlace, { name, tools, faults }: Compiling): Render {
  const written: TemplateText = { name, source: path, text };
  const { template, error } = compile(name, text, tools);
  if (error) {
    faults.push({ ...unparsable(written, error, tools), field: { path, current: text } });
    return () => text;
  }
  return (data, wrong) => typed(executed(template, { written, data, wrong, tools }), schema);
}

interface Execution {
  readonly written: TemplateText;
  readonly data: GoValue;
  readonly wrong: Diagnostic[];
  readonly tools: Pick<TemplateTools, "functions">;
}

function executed(template: Template, { written, data, wrong, tools }: Execution): string {
  const { text, error } = template.execute(data);
  if (error) wrong.push(unexecutable(written, error, tools));
  return text ?? "";
}

/** A printed number or boolean if the field takes one. */
function typed(text: string, schema: Schema | undefined): Value {
  const kind = schema?.kind;
  if ((kind === "integer" || kind === "int-or-string") && /^-?\d{1,15}$/.test(text)) return Number(text);
  return kind === "boolean" && (text === "true" || text === "false") ? text === "true" : text;
}
