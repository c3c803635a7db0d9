import { isAscii, isUtf8 } from "node:buffer";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";

/** The text of UTF-8 bytes, or else the position of the first wrong byte. A byte order mark stays. */
export function decode(file: string, bytes: Buffer): { text: string } | { diagnostics: readonly Diagnostic[] } {
  // The same for ASCII, and several times as fast.
  if (isAscii(bytes)) return { text: bytes.toString("latin1") };
  if (isUtf8(bytes)) return { text: bytes.toString("utf8") };
  const good = validPrefix(bytes);
  const line = bytes.subarray(0, good).toString("utf8").split("\n").length;
  return {
    diagnostics: [
      diagnostic("InvalidInput", {
        message: `Cannot read the text: ${isUtf16(bytes) ? "it is UTF-16" : `byte ${good} (0x${(bytes[good] as number).toString(16)}) is not UTF-8`}; expected UTF-8`,
        fix: "save the file as UTF-8",
        location: { file, line },
      }),
    ],
  };
}

/** Recognised by its byte order mark, which PowerShell writes. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** How many bytes from the start are valid. */
function validPrefix(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8(completeCharacters(bytes, middle))) low = middle;
    else high = middle - 1;
  }
  return completeCharacters(bytes, low).length;
}

/** The bytes up to `end`, without the beginning of a character that ends after it. */
function completeCharacters(bytes: Buffer, end: number): Buffer {
  let start = end;
  while (start > 0 && end - start < 3 && ((bytes[start - 1] as number) & 0xc0) === 0x80) start--;
  const lead = start > 0 ? (bytes[start - 1] as number) : 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return bytes.subarray(0, start > 0 && lead >= 0xc0 && start - 1 + length > end ? start - 1 : end);
}
