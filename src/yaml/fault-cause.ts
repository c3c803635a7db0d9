import { type Document, visit, type YAMLParseError } from "yaml";
import { misindented } from "./misindented.ts";
import type { SourceFault } from "./source-node.ts";
import { tokens } from "./tokens.ts";

/**
 * The one cause of what a parser says of a text, in the words of who wrote it: after its first fault a parser only stumbles on.
 */
export function faultCause(source: string, document: Document): SourceFault {
  const { errors } = document;
  const first = errors.reduce((a, b) => (b.pos[0] < a.pos[0] ? b : a), errors[0] as YAMLParseError);
  return foreignText(source, first.pos[0]) ?? unclosed(source, document, first) ?? indentation(source, first.pos[0]) ?? worded(first);
}

/** What is no YAML yet: a merge that stopped, or a template that nobody rendered. */
export function foreignText(source: string, offset: number): SourceFault | undefined {
  const conflict = /^<{7}(?: |$)/m.exec(source) ?? /^>{7}(?: |$)/m.exec(source);
  if (conflict) return { offset: conflict.index, message: "the text has a merge conflict", fix: "resolve the conflict in this file" };
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

/** The quote or bracket that a text lacks the end of. */
function unclosed(source: string, document: Document, { message, pos: [offset] }: YAMLParseError): SourceFault | undefined {
  const quote = /^Missing closing (.)quote/.exec(message)?.[1];
  const opening = quote === undefined ? openBracket(source, offset) : openQuote(document, quote, offset);
  if (opening === undefined) return undefined;
  const end = quote ?? (source[opening] === "{" ? "}" : "]");
  return { offset: opening, message: `the ${source[opening]} has no end`, fix: `write ${end} where it ends` };
}

function openQuote(document: Document, quote: string, offset: number): number | undefined {
  let opening: number | undefined;
  visit(document, {
    Scalar: (_, { range, type }) => {
      const isMeant = type === (quote === '"' ? "QUOTE_DOUBLE" : "QUOTE_SINGLE");
      if (isMeant && range && range[0] <= offset && range[1] >= offset) opening = range[0];
    },
  });
  return opening;
}

/** The bracket that is still open where a line is too little indented to go on with it; only one that begins before the fault, or on its line. */
function openBracket(source: string, offset: number): number | undefined {
  const open: number[] = [];
  for (const { type, at } of tokens(source)) {
    if (type === "flow-seq-start" || type === "flow-map-start") open.push(at);
    else if (type === "flow-seq-end" || type === "flow-map-end") {
      if (isOpenedBy(source[open.at(-1) ?? -1], type)) open.pop();
      else break;
    } else if (type === "flow-error-end" && open.length > 0) break;
    if (at > offset && open.length === 0) return undefined;
  }
  return open.at(-1);
}

function isOpenedBy(bracket: string | undefined, end: "flow-seq-end" | "flow-map-end"): boolean {
  return bracket === (end === "flow-seq-end" ? "[" : "{");
}

function indentation(source: string, offset: number): SourceFault | undefined {
  const wrong = misindented(source, offset);
  if (!wrong) return undefined;
  const { found, expected, isDeeper } = wrong;
  const spaces = (counts: readonly number[]) => `${counts.join(" or ")} ${counts.length === 1 && counts[0] === 1 ? "space" : "spaces"}`;
  const why = isDeeper ? "the line above has a value already" : "no line above has the same";
  return {
    offset: wrong.offset,
    message: `the line is indented by ${spaces([found])}, and ${why}; expected ${expected.join(" or ")}`,
    fix: `indent the line by ${spaces(expected)}`,
  };
}

const QUOTE = "put the value in quotes";

/** What the parser says, with what to say instead. */
const words: readonly (readonly [parser: RegExp, message: string, fix?: string])[] = [
  [/^Nested mappings are not allowed in compact/, 'a value without quotes holds ": "', QUOTE],
  [/^Implicit map keys need to be followed by map values/, "the line has no value; expected KEY: VALUE", "put a space after the colon"],
  [
    /^Implicit keys need to be on a single line/,
    "the line has no value; expected KEY: VALUE",
    "put a space after the colon, or remove the line",
  ],
  [/^Plain value cannot start with (?:\w+ )*(?:character )?(\S)$/, "a value without quotes begins with $1", QUOTE],
  [/^Block collections are not allowed within flow/, "a block begins inside { } or [ ]", "close the bracket before it"],
  [
    /^Invalid escape sequence (\S+)/,
    "text in double quotes has the escape $1, which YAML does not know",
    "use single quotes, or write \\\\ for a backslash",
  ],
  [
    /^Unexpected (?:double|single)-quoted-scalar|^Unexpected scalar at node end/,
    "text follows the end of the value",
    "put the whole value in quotes",
  ],
  [/^Block scalar header includes extra characters/, "text follows | or > on its line", "begin the text on the next line"],
  [/^Not a YAML token: (.*)/, "$1 is not YAML"],
  [/^A block sequence may not be used as an implicit map key/, "a list stands where a key has to be", "correct the indentation"],
];

function worded({ message, pos: [offset] }: YAMLParseError): SourceFault {
  const said = message.split("\n")[0] as string;
  for (const [parser, instead, fix] of words) {
    const found = parser.exec(said);
    if (found) return { offset, message: instead.replace("$1", () => found[1] ?? ""), ...(fix !== undefined && { fix }) };
  }
  return { offset, message: said };
}
