import type { TextFault } from "./cursor.ts";
import { jsonFault } from "./json-fault.ts";
import { misindented } from "./misindented.ts";
import type { SourceFault } from "./source-node.ts";

/** Where a document is in its text. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The single cause of a syntax error, in the author's terms. */
export function faultCause(text: string, { fault, isOfStructure }: TextFault, range: Range): SourceFault {
  const foreign = foreignText(text, fault.offset, range);
  if (foreign) return foreign;
  const source = text.slice(range.start, range.end);
  const cause =
    jsonFault(source) ??
    oddSpace(source, fault.offset - range.start) ??
    (isOfStructure ? indentation(source, fault.offset - range.start) : undefined);
  return cause ? { ...cause, offset: cause.offset + range.start } : fault;
}

/** What is not YAML: a merge conflict, a web page, or a template that was not rendered. */
export function foreignText(text: string, at: number, range: Range): SourceFault | undefined {
  const cause = foreignIn(text.slice(range.start, range.end), at - range.start);
  return cause && { ...cause, offset: cause.offset + range.start };
}

function foreignIn(source: string, offset: number): SourceFault | undefined {
  const conflict = /^<{7}(?: |$)/m.exec(source) ?? /^>{7}(?: |$)/m.exec(source);
  if (conflict) return { offset: conflict.index, message: "the text has a merge conflict", fix: "resolve the conflict in this file" };
  const page = /^\s*<(?:!doctype|html|\?xml)\b/i.exec(source);
  if (page) return { offset: page.index, message: "the text is a web page or XML", fix: "fetch the manifest itself, such as the raw file" };
  const start = source.lastIndexOf("\n", offset - 1) + 1;
  const [line] = source.slice(start).split("\n", 1) as [string];
  const action = line.search(/\{\{|\{%|<%/);
  if (action === -1) return undefined;
  if (!line.startsWith("{{", action))
    return { offset: start + action, message: "the text is a template that was not rendered", fix: RENDER };
  return {
    offset: start + action,
    message: "the text is a Helm or Go template that was not rendered",
    fix: `${RENDER}, with Helm by helm template or podgraft build`,
  };
}

const RENDER = "render it first";

function withColon(line: string): string {
  const [, key = "", value = ""] = /^([\w./-]+)\s*[;=]?\s*(.*)$/.exec(line) ?? [];
  return value === "" ? `${key}:` : `${key}: ${value}`;
}

/** Text that a page or a word processor spaced: to YAML these are letters. */
function oddSpace(source: string, offset: number): SourceFault | undefined {
  const start = source.lastIndexOf("\n", offset - 1) + 1;
  const [line] = source.slice(start).split("\n", 1) as [string];
  const at = /^ *(?:- )* *[\u00a0\u2000-\u200b\u202f\u3000]/.exec(line)?.[0].length;
  if (at === undefined) return undefined;
  const code = (line.codePointAt(at - 1) as number).toString(16).toUpperCase().padStart(4, "0");
  const message = `the line is indented with the character U+${code}, which is not a space to YAML`;
  return { offset: start + at - 1, message, fix: "indent the line with spaces" };
}

function indentation(source: string, offset: number): SourceFault | undefined {
  const wrong = misindented(source, offset);
  if (!wrong) return undefined;
  const { found, expected, isDeeper, above } = wrong;
  if (above) return { offset: above.offset, message: "the line has no colon after its key", fix: `write ${withColon(above.text)}` };
  const spaces = (counts: readonly number[]) => `${counts.join(" or ")} ${counts.length === 1 && counts[0] === 1 ? "space" : "spaces"}`;
  const why = isDeeper ? "the line above has a value already" : "no line above has the same";
  return {
    offset: wrong.offset,
    message: `the line is indented by ${spaces([found])}, and ${why}; expected ${expected.join(" or ")}`,
    fix: `indent the line by ${spaces(expected)}`,
  };
}
