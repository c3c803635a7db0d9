import { collectionValue, type SourceEntry, type SourceNode } from "./source-node.ts";
import { type Token, tokens } from "./tokens.ts";
import { unclosedQuote } from "./unclosed-quote.ts";

/** A text in which some lines begin deeper than in the source, and the way back to that. */
export interface Indented {
  readonly text: string;
  /** The offset in the source for one in the text. */
  readonly sourceOffset: (offset: number) => number;
}

/** Beyond so many lines there is another fault. */
const MAX_LINES = 200;

/**
 * The source with those lines indented that go on with a quoted scalar or flow collection and begin no deeper than what it is
 * part of: Kubernetes' reader does not look at the indentation of such lines, the package `yaml` does. Undefined where none does.
 */
export function indented(source: string): Indented | undefined {
  const insertions: Insertion[] = [];
  let text = source;
  while (insertions.length < MAX_LINES) {
    const next = firstTooShallow(text);
    if (!next) break;
    insertions.push(next);
    text = text.slice(0, next.at) + " ".repeat(next.width) + text.slice(next.at);
  }
  if (insertions.length === 0) return undefined;
  return { text, sourceOffset: (offset) => insertions.reduceRight(before, offset) };
}

interface Insertion {
  readonly at: number;
  readonly width: number;
}

function before(offset: number, { at, width }: Insertion): number {
  return offset <= at ? offset : Math.max(at, offset - width);
}

function firstTooShallow(text: string): Insertion | undefined {
  const open: Token[] = [];
  for (const token of tokens(text)) {
    const { type, at, column } = token;
    if (type === "flow-seq-start" || type === "flow-map-start") open.push(token);
    else if (type === "flow-seq-end" || type === "flow-map-end") open.pop();
    else if (type === "flow-error-end") return lineAt(text, at - column, (open[0]?.column ?? 0) + 1);
    else if (unclosedQuote(text, { start: at, end: at + token.text.length }).length > 0)
      return lineAt(text, at + token.text.length, (open[0]?.column ?? column) + 1);
  }
  return undefined;
}

/** The first line that begins at an offset or behind it; undefined at the text's end. */
function lineAt(text: string, at: number, width: number): Insertion | undefined {
  let start = at;
  if (at > 0 && text[at - 1] !== "\n") start = text.indexOf("\n", at) + 1;
  return start > 0 && start < text.length ? { at: start, width } : undefined;
}

/** The nodes with every offset moved. */
export function moved(node: SourceNode, offset: (at: number) => number): SourceNode {
  const known = new Map<SourceNode, SourceNode>();
  const move = (old: SourceNode): SourceNode => {
    const place = { ...old, start: offset(old.start), end: offset(old.end), propsStart: offset(old.propsStart) };
    const next = movedWithin(place, { move, known, offset });
    known.set(old, next);
    return next;
  };
  return move(node);
}

function movedWithin(
  node: SourceNode,
  { move, known, offset }: { move: (node: SourceNode) => SourceNode; known: Map<SourceNode, SourceNode>; offset: (at: number) => number },
): SourceNode {
  if (node.kind === "alias") return { ...node, target: known.get(node.target) ?? node.target };
  if (node.kind === "scalar") return node;
  const entries = node.entries.map((entry): SourceEntry => {
    return { ...entry, start: offset(entry.start), mark: offset(entry.mark), value: move(entry.value) };
  });
  return { ...node, entries, value: collectionValue(node.kind, entries) };
}
