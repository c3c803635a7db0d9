import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { excerpt } from "../diagnostic/excerpt.ts";
import { positionOf } from "../diagnostic/lines.ts";
import { compile } from "../gotemplate/template.ts";
import type { GoValue } from "../gotemplate/value/value.ts";
import { isList, type ValueList } from "../value/value.ts";
import { nearestNode, nodeValue, type SourceNode } from "../yaml/source-node.ts";
import {
  executed,
  isBlank,
  otherForm,
  placeAt,
  type Rendered,
  readRendered,
  type TemplateText,
  type TemplateTools,
  unparsable,
  unsafeValue,
} from "./rendered-text.ts";

/** A list that a template rendered. */
export interface RenderedList {
  readonly items: ValueList;
  /** A place in it: the template that renders it, and the lines of the rendered text around it. */
  readonly placeOf: (steps: readonly (string | number)[]) => RenderedPlace;
}

export interface RenderedPlace extends Pick<Diagnostic, "origin" | "originLine" | "excerpt"> {
  /** The line of the rendered text. */
  readonly line: number;
}

export type RenderList = (data: GoValue) => RenderedList | { readonly diagnostics: readonly Diagnostic[] };

/** Compiles a template of a list, to be rendered for many pods; `expected` describes the list's items in messages. */
export function listTemplate(
  written: TemplateText,
  { expected, fix, ...tools }: TemplateTools & { readonly expected: string; readonly fix: string },
): RenderList | { readonly diagnostics: readonly Diagnostic[] } {
  const { template, error } = compile(written.name, written.text, { functions: tools.functions, regexp: tools.regexp });
  if (error) return { diagnostics: [unparsable(written, error, tools)] };
  return (data) => {
    const rendered = executed(template, { written, tools }, data);
    if ("diagnostics" in rendered) return rendered;
    const result = readRendered(rendered, tools);
    if ("diagnostics" in result) return result;
    const { node } = result;
    const items = isBlank(rendered.text) ? [] : nodeValue(node);
    if (!isList(items)) return { diagnostics: [otherForm(rendered, node, { map: "a map", expected, fix })] };
    const unsafe = unsafeValue(rendered, node, tools);
    return unsafe ? { diagnostics: [unsafe] } : { items, placeOf: (steps) => placeIn(rendered, nearestNode(node, steps)) };
  };
}

function placeIn(rendered: Rendered, { start }: SourceNode): RenderedPlace {
  const { line } = positionOf(rendered.text, start);
  return { line, excerpt: excerpt(rendered.text, line), ...placeAt(rendered, start) };
}
