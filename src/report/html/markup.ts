import { visibleLine } from "../../diagnostic/visible.ts";

/** A piece of a page. Only `html` and `trusted` make one, so that a text never becomes markup by mistake. */
export interface Html {
  readonly markup: string;
}

type Content = string | number | Html | undefined | readonly Content[];

/** Markup with values in it. Texts are escaped, for content and for attributes in double quotes; `undefined` is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return { markup: strings.reduce((all, text, i) => all + written(values[i - 1]) + text) };
}

/** A constant of the project's own as it stands: a style sheet or a script. */
export function trusted(markup: string): Html {
  return { markup };
}

function written(value: Content): string {
  if (value === undefined) return "";
  if (typeof value === "object") return "markup" in value ? value.markup : value.map(written).join("");
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return visibleLine(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
