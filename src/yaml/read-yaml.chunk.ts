import { parseDocument, type YAMLParseError } from "yaml";
import { indented, moved } from "./indented.ts";
import { tooDeepAt } from "./nesting.ts";
import { MAX_DEPTH, type ReadResult, type SourceFault } from "./source-node.ts";
import { type Contents, NodeMaker, type ReadRange } from "./source-nodes.ts";
import { misplacedTab } from "./tabs.ts";

const TAB = "A tab stands where only spaces may, as Kubernetes reads YAML";
const TOO_DEEP = `Collections are nested more than ${MAX_DEPTH} deep`;

/**
 * Reads one YAML document, whatever its form, from `start` up to `end` of `text`: directives, anchors, tags,
 * every scalar style. All faults of the text are told at once.
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
  return tab === undefined ? result : { faults: [{ offset: start + tab, message: TAB }] };
}

function composed(text: string, range: Required<ReadRange>): ReadResult {
  const document = parseDocument(text.slice(range.start, range.end), OPTIONS);
  if (document.errors.length > 0) return { faults: faultsOf(document, range.start) };
  const maker = new NodeMaker(text, range);
  const node = maker.node(document.contents as Contents, { from: 0 });
  return maker.faults.length > 0 ? { faults: maker.faults.slice(0, MAX_FAULTS) } : { node };
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

/** Without what only follows from a tab. */
function faultsOf({ errors }: { readonly errors: readonly YAMLParseError[] }, start: number): readonly SourceFault[] {
  const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
  const causes = (tabs.length > 0 ? tabs : errors).slice(0, MAX_FAULTS);
  return causes.map(({ message, pos }) => ({ offset: start + pos[0], message: message.split("\n")[0] as string }));
}
