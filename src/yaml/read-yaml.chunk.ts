import { Composer, type ReadRange } from "./compose.ts";
import { TextFault } from "./cursor.ts";
import { faultCause, foreignText } from "./fault-cause.ts";
import type { ReadResult, SourceFault } from "./source-node.ts";

/** Faults beyond these have nearly always the same causes. */
const MAX_FAULTS = 10;

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for.
const UNREADABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]/u;

/**
 * Reads one YAML document, whatever its form, from `start` up to `end` of `text`: anchors, tags, every scalar style. It reads what
 * Kubernetes' readers read, and refuses what they refuse. For invalid syntax it gives one cause, otherwise every fault.
 */
export function readYaml(text: string, range: ReadRange): ReadResult {
  const unreadable = unreadableIn(text, range);
  if (unreadable) return { faults: [unreadable] };
  const composer = new Composer(text, range);
  try {
    const node = composer.document();
    const [first] = composer.faults;
    if (!first) return { node };
    const cause = foreignText(text, first.offset, range);
    return { faults: cause ? [cause] : composer.faults.slice(0, MAX_FAULTS) };
  } catch (thrown) {
    if (!(thrown instanceof TextFault)) throw thrown;
    return { faults: [faultCause(text, thrown, range)] };
  }
}

/**
 * A character that no YAML holds, or a byte order mark inside of the text: Kubernetes' readers lose the character behind it where
 * it happens to come first in their buffer.
 *
 * Source: go.yaml.in/yaml readerc.go yaml_parser_update_buffer, yamlprivateh.go is_bom
 */
function unreadableIn(text: string, { start, end }: ReadRange): SourceFault | undefined {
  const from = text.charCodeAt(start) === BYTE_ORDER_MARK ? start + 1 : start;
  const found = text.slice(from, end).search(UNREADABLE);
  if (found === -1) return undefined;
  const offset = from + found;
  const name = text.charCodeAt(offset) === BYTE_ORDER_MARK ? "byte order mark" : "control character";
  return { offset, message: `a ${name} is inside of the text`, fix: "remove it, or write it as an escape in double quotes" };
}

const BYTE_ORDER_MARK = 0xfeff;
