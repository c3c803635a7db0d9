import { decode, encode } from "../text/bytes.ts";

export interface Wrapping {
  /** Bytes on a line; less than 1 is 1. */
  readonly width: number;
  /** The text between lines; "" is a line feed. */
  readonly newline: string;
  readonly breakWords: boolean;
}

/** Breaks a text into lines at spaces; what is longer than a line is cut or left whole. Source: goutils WrapCustom */
export function wrap(text: string, how: Wrapping): string {
  const bytes = encode(text);
  const { length } = bytes;
  const width = Math.max(how.width, 1);
  const isSpaceAt = (at: number): boolean => bytes[at] === 0x20;
  const slice = (from: number, to: number): string => decode(bytes.subarray(from, to));
  const lines: string[] = [];
  let offset = 0;
  while (length - offset > width) {
    if (isSpaceAt(offset)) {
      offset++;
      continue;
    }
    let end = offset + width;
    while (end > offset && !isSpaceAt(end)) end--;
    let next = end + 1;
    if (end === offset) {
      end = offset + width;
      if (how.breakWords) next = end;
      else {
        while (end < length && !isSpaceAt(end)) end++;
        if (end === length) break;
        next = end + 1;
      }
    }
    lines.push(slice(offset, end));
    offset = next;
  }
  return [...lines, slice(offset, length)].join(how.newline || "\n");
}
