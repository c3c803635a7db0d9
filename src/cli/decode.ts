import { isAscii, isUtf8 } from "node:buffer";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";

/** The text of UTF-8 bytes, or else the position of the first wrong byte. A byte order mark stays. */
export function decode(file: string, bytes: Buffer): { text: string } | { diagnostics: readonly Diagnostic[] } {
  const form = formOf(bytes);
  if (form) return { diagnostics: [unreadable(file, form)] };
  // The same for ASCII, and several times as fast.
  if (isAscii(bytes)) return { text: bytes.toString("latin1") };
  if (isUtf8(bytes)) return { text: bytes.toString("utf8") };
  const good = validPrefix(bytes);
  const line = bytes.subarray(0, good).toString("utf8").split("\n").length;
  const message = `Cannot read the text: byte ${good} (0x${(bytes[good] as number).toString(16)}) is not UTF-8; expected UTF-8`;
  return { diagnostics: [diagnostic("InvalidInput", { message, fix: "save the file as UTF-8", location: { file, line } })] };
}

/** What bytes are that are not text in UTF-8, and what to do about it. */
interface Form {
  readonly name: string;
  readonly fix: string;
}

const UNPACK = "unpack it first";
const UTF16: Form = { name: "UTF-16", fix: "save the file as UTF-8" };

/** By how the bytes begin; PowerShell writes the byte order marks. */
const forms: readonly (Form & { readonly starts: readonly number[]; readonly at?: number })[] = [
  { ...UTF16, starts: [0xff, 0xfe] },
  { ...UTF16, starts: [0xfe, 0xff] },
  { name: "compressed (gzip)", fix: UNPACK, starts: [0x1f, 0x8b] },
  { name: "a zip archive", fix: UNPACK, starts: [0x50, 0x4b, 3, 4] },
  { name: "a tar archive", fix: UNPACK, starts: [0, 0x75, 0x73, 0x74, 0x61, 0x72], at: 256 },
  { name: "a program", fix: "name a file with manifests", starts: [0x7f, 0x45, 0x4c, 0x46] },
];

/** A zero here or there is a fault of the text, which has a line. */
function formOf(bytes: Buffer): Form | undefined {
  const known = forms.find(({ starts, at = 0 }) => starts.every((byte, i) => bytes[at + i] === byte));
  const start = bytes.subarray(0, 64);
  const zeros = start.filter((byte) => byte === 0).length;
  if (known || start.length < 8 || zeros < start.length / 8) return known;
  return Math.abs(zeros - start.length / 2) <= 4 ? UTF16 : { name: "binary", fix: "name a file with manifests" };
}

function unreadable(file: string, { name, fix }: Form): Diagnostic {
  const message = `Cannot read the text: it is ${name}; expected UTF-8`;
  return diagnostic("InvalidInput", { message, fix, location: { file, line: 1 } });
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
