import type { Print } from "../gotemplate/exec/run.ts";
import type { ActionNode, Operand, PipeNode } from "../gotemplate/syntax/nodes.ts";
import { remembered } from "../value/remembered.ts";
import type { SourceEntry, SourceNode } from "../yaml/source-node.ts";

/** What a template rendered, and what its actions printed into it. */
export interface RenderedText {
  readonly text: string;
  readonly prints: readonly Print[];
}

export interface SpliceCheck {
  readonly read: (text: string) => SourceNode | undefined;
  /** Fields of the data that the template's author also wrote: their text may be YAML. */
  readonly ownFields: ReadonlySet<string>;
}

/**
 * The first print whose text became YAML structure that the template does not have: it is replaced by a word, and if the document
 * then has other maps, lists or keys, the text made them. What is printed as YAML or JSON (`toYaml`) is structure on purpose.
 * Only text that could matter is tried, so that for most pods nothing is read again.
 */
export function firstSplice({ text, prints }: RenderedText, root: SourceNode, check: SpliceCheck): Print | undefined {
  const doubtful = prints.filter((print) => isDoubtful(text, print, check.ownFields));
  if (doubtful.length === 0 || keepsShape(text, doubtful, { root, check })) return undefined;
  return doubtful.find((print) => !keepsShape(text, [print], { root, check })) ?? doubtful[0];
}

/** The first print whose text alone keeps the document from being read: one that ends the quotes around it, or escapes their end. */
export function firstBreaking({ text, prints }: RenderedText, check: SpliceCheck): Print | undefined {
  const doubtful = prints.filter((print) => isDoubtful(text, print, check.ownFields));
  if (doubtful.length === 0 || check.read(withWords(text, doubtful)) === undefined) return undefined;
  return doubtful.find((print) => check.read(withWords(text, [print])) !== undefined) ?? doubtful[0];
}

function isDoubtful(text: string, print: Print, ownFields: ReadonlySet<string>): boolean {
  return !isStructuredAction(print.action, ownFields) && !isHarmless(text, print);
}

/** A word that is not part of a key that templates write themselves. */
const WORD = "podgraftStandsHere";

function keepsShape(text: string, prints: readonly Print[], { root, check }: { root: SourceNode; check: SpliceCheck }): boolean {
  const node = check.read(withWords(text, prints));
  return node !== undefined && isSameShape(root, node);
}

function withWords(text: string, prints: readonly Print[]): string {
  let replaced = "";
  let from = 0;
  for (const { start, end } of prints) {
    replaced += text.slice(from, start) + wordFor(text.slice(start, end));
    from = end;
  }
  return replaced + text.slice(from);
}

/** A word with the blanks, or the quotes, that the text has around it. */
function wordFor(text: string): string {
  if (/^"(?:[^"\\\n]|\\.)*"$/.test(text)) return `"${WORD}"`;
  if (/^'(?:[^'\n]|'')*'$/.test(text)) return `'${WORD}'`;
  const content = text.trim();
  const start = text.indexOf(content);
  return content === "" ? text : text.slice(0, start) + WORD + text.slice(start + content.length);
}

/** All scalars count as equal, and so do keys that contain the word. */
function isSameShape(a: SourceNode, b: SourceNode): boolean {
  if (a.kind !== b.kind || a.anchor !== b.anchor) return false;
  if ((a.kind !== "map" && a.kind !== "list") || (b.kind !== "map" && b.kind !== "list")) return true;
  const isSameEntry = (entry: SourceEntry, i: number) => {
    const other = b.entries[i] as SourceEntry;
    return (entry.key === other.key || other.key.includes(WORD)) && entry.merge === other.merge && isSameShape(entry.value, other.value);
  };
  return a.flow === b.flow && a.entries.length === b.entries.length && a.entries.every(isSameEntry);
}

/** One word in YAML, wherever it is; or, between double quotes, text that does not end them. */
function isHarmless(text: string, { start, end }: Print): boolean {
  const printed = text.slice(start, end);
  if (printed === "" || /^[A-Za-z0-9_./$(][\w./$()+=@%;^~:-]*$/.test(printed)) return !printed.endsWith(":");
  const isQuoted = text[start - 1] === '"' && text[end] === '"';
  return (isQuoted && !/["\\\n]/.test(printed)) || (printed.startsWith('"') && isWholeScalar(text, { start, end }));
}

/** A quoted scalar after `key: ` or `- `, to the end of its line. */
function isWholeScalar(text: string, { start, end }: Pick<Print, "start" | "end">): boolean {
  return (
    /[:-] $/.test(text.slice(start - 2, start)) && (text[end] === "\n" || end === text.length) && isQuotedScalar(text.slice(start, end))
  );
}

function isQuotedScalar(text: string): boolean {
  return /^"(?:[^"\\\n]|\\.)*"$/.test(text);
}

const serializers: ReadonlySet<string> = new Set([
  "toYaml",
  "toJSON",
  "toJson",
  "toJsonMap",
  "toPrettyJson",
  "toRawJson",
  "mustToJson",
  "mustToPrettyJson",
  "mustToRawJson",
  "structToJSON",
  "protoToJSON",
]);

/** A template's actions are the same for every pod. */
const isStructuredAction = remembered(({ pipe }: ActionNode, ownFields: ReadonlySet<string>) => isStructured(pipe, ownFields));

/** Whether a pipeline writes YAML or JSON with a function, or prints only values from the template's author. */
function isStructured(pipe: PipeNode, ownFields: ReadonlySet<string>): boolean {
  const operands = pipe.commands.flatMap(({ args }) => args);
  const isSerialized = pipe.commands.some(({ args: [first] }) => first?.kind === "identifier" && serializers.has(first.name));
  return isSerialized || operands.every((operand) => isOwn(operand, ownFields));
}

function isOwn(operand: Operand, ownFields: ReadonlySet<string>): boolean {
  if (operand.kind === "field") return ownFields.has(operand.path[0] as string);
  if (operand.kind === "variable") return operand.path[0] === "$" && ownFields.has(operand.path[1] ?? "");
  if (operand.kind === "pipe") return isStructured(operand, ownFields);
  return operand.kind !== "dot" && operand.kind !== "chain";
}
