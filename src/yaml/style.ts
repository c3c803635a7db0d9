import { isBlock, lineStartOf } from "./layout.ts";
import { type SourceCollection, type SourceEntry, type SourceNode, walk } from "./source-node.ts";
import type { WriteStyle } from "./write.ts";

/** The style of a document, from its first line break and its first nested collections. */
export function styleOf(text: string, root: SourceNode): WriteStyle {
  const newline = text.indexOf("\n");
  const found = { step: 0, indentLists: undefined as boolean | undefined };
  look(root, found);
  const json = (root.kind === "map" || root.kind === "list") && root.flow && text.charCodeAt(root.entries[0]?.start ?? 0) === 34;
  return theStyle({
    eol: newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n",
    step: found.step || 2,
    indentLists: found.indentLists ?? false,
    json,
    ...(json && { layout: layoutOf(text, root) }),
  });
}

/** The layout of a document of JSON: compact where a value follows its colon at once, of many lines where every collection is. */
function layoutOf(text: string, root: SourceCollection): WriteStyle["layout"] {
  const first = root.entries[0] as SourceEntry;
  if (first.value.propsStart === first.mark && root.kind === "map") return "compact";
  let isOfLines = true;
  walk(root, (node) => {
    const inner = node.kind === "map" || node.kind === "list" ? node.entries[0] : undefined;
    if (inner && !text.slice(node.start, inner.start).includes("\n")) isOfLines = false;
  });
  const indentation = text.slice(lineStartOf(text, first.start), first.start);
  return isOfLines && indentation !== "" ? { unit: indentation } : undefined;
}

const styles = new Map<string, WriteStyle>();

/** Equal styles are the same object, by which the writer remembers what it wrote. */
function theStyle(style: WriteStyle): WriteStyle {
  const { eol, step, indentLists, json } = style;
  const key = json ? JSON.stringify(style) : `${eol}${step}${indentLists}`;
  const known = styles.get(key) ?? style;
  styles.set(key, known);
  return known;
}

function look(node: SourceNode, found: { step: number; indentLists: boolean | undefined }): void {
  if ((node.kind !== "map" && node.kind !== "list") || node.flow) return;
  for (let i = 0; i < node.entries.length; i++) {
    if (found.step > 0 && found.indentLists !== undefined) return;
    const { value } = node.entries[i] as SourceEntry;
    if (value.kind === "scalar") continue;
    if (node.kind === "map" && isBlock(value)) {
      if (value.kind === "list") found.indentLists ??= value.column > node.column;
      else if (found.step === 0) found.step = value.column - node.column;
    }
    look(value, found);
  }
}
