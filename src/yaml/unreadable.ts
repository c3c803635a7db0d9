import type { SourceFault } from "./source-node.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for.
const UNREADABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]/u;

/**
 * A character that no YAML holds, or a byte order mark inside the text: Kubernetes' readers lose the character after it
 * if it happens to come first in their buffer.
 *
 * Source: go.yaml.in/yaml readerc.go yaml_parser_update_buffer, yamlprivateh.go is_bom
 */
export function unreadableIn(text: string, { start, end }: { readonly start: number; readonly end: number }): SourceFault | undefined {
  const from = text.charCodeAt(start) === BYTE_ORDER_MARK ? start + 1 : start;
  const found = text.slice(from, end).search(UNREADABLE);
  if (found === -1) return undefined;
  const offset = from + found;
  const name = text.charCodeAt(offset) === BYTE_ORDER_MARK ? "byte order mark" : "control character";
  return { offset, message: `a ${name} is inside the text`, fix: "remove it, or write it as an escape in double quotes" };
}

const BYTE_ORDER_MARK = 0xfeff;
