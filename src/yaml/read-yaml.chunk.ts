import { type Document, parseDocument } from "yaml";
import { faultCause, foreignText } from "./fault-cause.ts";
import { indented, moved } from "./indented.ts";
import { tooDeepAt } from "./nesting.ts";
import { MAX_DEPTH, type ReadResult, type SourceFault } from "./source-node.ts";
import { type Contents, NodeMaker, type ReadRange } from "./source-nodes.ts";
import { misplacedTab } from "./tabs.ts";

const TAB = "a tab is in the indentation, where YAML takes only spaces";
const TAB_FIX = "replace the tab by spaces";
const TOO_DEEP = `collections are nested more than ${MAX_DEPTH} deep`;

/**
 * Reads one YAML document, whatever its form, from `start` up to `end` of `text`: directives, anchors, tags,
 * every scalar style. Of a text that is no YAML at all, one cause is told; of all else every fault.
 */
export function readYaml(text: string, range: ReadRange): ReadResult {
  const { start } = range;
  try {
    return readDocument(text, range);
  } catch (thrown) {
    // Too deep by a little; every other exception is a bug of ours.
    if (!(thrown instanceof RangeError)) throw thrown;
    return { faults: [{ offset: start, message: TOO_DEEP }] };
  }
}

function readDocument(text: string, range: ReadRange): ReadResult {
  const { start, end, lastKeyWins = false } = range;
  const source = text.slice(start, end);
  const deep = tooDeepAt(source);
  if (deep !== undefined) return { faults: [{ offset: start + deep, message: TOO_DEEP }] };
  const result = composed(text, { start, end, lastKeyWins });
  if (result.faults) return readIndented(text, { start, end, lastKeyWins }) ?? result;
  const tab = misplacedTab(source);
  return tab === undefined ? result : { faults: [{ offset: start + tab, message: TAB, fix: TAB_FIX }] };
}

function composed(text: string, range: Required<ReadRange>): ReadResult {
  const source = text.slice(range.start, range.end);
  const document = parseDocument(source, OPTIONS);
  if (document.errors.length > 0) return { faults: faultsOf(document, source).map((fault) => shifted(fault, range.start)) };
  const maker = new NodeMaker(text, range);
  const node = maker.node(document.contents as Contents, { from: 0 });
  const [first] = maker.faults;
  if (!first) return { node };
  const cause = foreignText(source, first.offset - range.start);
  return { faults: cause ? [shifted(cause, range.start)] : maker.faults.slice(0, MAX_FAULTS) };
}

const OPTIONS = { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, logLevel: "silent" } as const;

/** Reads what is at fault only for lines that Kubernetes' reader takes at any indentation; undefined where more is wrong. */
function readIndented(text: string, { start, end, lastKeyWins }: Required<ReadRange>): ReadResult | undefined {
  const found = indented(text.slice(start, end));
  if (!found) return undefined;
  const whole = text.slice(0, start) + found.text + text.slice(end);
  const { node } = readYaml(whole, { start, end: start + found.text.length, lastKeyWins });
  return node && { node: moved(node, (offset) => start + found.sourceOffset(offset - start)) };
}

/** Faults beyond these have nearly always the same causes. */
const MAX_FAULTS = 10;

/** Each tab is a fault of its own; of all else there is one cause. */
function faultsOf(document: Document.Parsed, source: string): readonly SourceFault[] {
  const tabs = document.errors.filter(({ code }) => code === "TAB_AS_INDENT");
  if (tabs.length === 0) return [faultCause(source, document)];
  return tabs.slice(0, MAX_FAULTS).map(({ pos }) => ({ offset: pos[0], message: TAB, fix: TAB_FIX }));
}

function shifted(fault: SourceFault, by: number): SourceFault {
  return { ...fault, offset: fault.offset + by };
}
