import { decode, encode } from "../text/bytes.ts";
import type { Func } from "../value/value.ts";
import { fn, str } from "./define.ts";
import { adler32, sha1, sha256, sha512, toHex } from "./hash.ts";

const alphabets = {
  base64: { digits: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits: 6, group: 4 },
  base32: { digits: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5, group: 8 },
} as const;
type Alphabet = (typeof alphabets)[keyof typeof alphabets];

export function base64Encode(bytes: Uint8Array): string {
  return encodeWith(bytes, alphabets.base64);
}

export function base64Decode(text: string): Uint8Array | { readonly badAt: number } {
  return decodeWith(text, alphabets.base64);
}

function encodeWith(bytes: Uint8Array, { digits, bits, group }: Alphabet): string {
  const out: string[] = [];
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    while (held >= bits) {
      held -= bits;
      out.push(digits[(buffer >> held) & ((1 << bits) - 1)]!);
    }
  }
  if (held > 0) out.push(digits[(buffer << (bits - held)) & ((1 << bits) - 1)]!);
  while (out.length % group !== 0) out.push("=");
  return out.join("");
}

/** The bytes, or the offset where the text goes wrong; line ends are skipped, padding is required. */
function decodeWith(text: string, { digits, bits, group }: Alphabet): Uint8Array | { readonly badAt: number } {
  const source = encode(text);
  const bytes: number[] = [];
  let buffer = 0;
  let held = 0;
  let count = 0;
  let at = 0;
  const skip = () => {
    while (source[at] === 10 || source[at] === 13) at++;
  };
  for (skip(); at < source.length && source[at] !== 61; skip()) {
    const digit = digits.indexOf(String.fromCharCode(source[at]!));
    if (digit < 0) return { badAt: at };
    buffer = ((buffer << bits) | digit) & 0xffff;
    held += bits;
    count++;
    at++;
    if (held < 8) continue;
    held -= 8;
    bytes.push((buffer >> held) & 0xff);
  }
  const open = count % group;
  const padding = open === 0 ? 0 : group - open;
  if (open !== 0 && at >= source.length) return { badAt: at - open };
  if (open === 1 || (group === 8 && (open === 3 || open === 6))) return { badAt: at };
  for (let i = 0; i < padding; i++, at++, skip()) if (source[at] !== 61) return { badAt: at < source.length ? at - 1 : at };
  return at < source.length ? { badAt: at } : Uint8Array.from(bytes);
}

/** sprig gives the error as the text. */
function decoded(name: "base64" | "base32"): Func {
  return fn([str], ([text]) => {
    const bytes = decodeWith(text, alphabets[name]);
    return bytes instanceof Uint8Array ? decode(bytes) : `illegal ${name} data at input byte ${bytes.badAt}`;
  });
}

export const encodings: Readonly<Record<string, Func>> = {
  b64enc: fn([str], ([text]) => base64Encode(encode(text))),
  b64dec: decoded("base64"),
  b32enc: fn([str], ([text]) => encodeWith(encode(text), alphabets.base32)),
  b32dec: decoded("base32"),
  sha1sum: fn([str], ([text]) => toHex(sha1(encode(text)))),
  sha256sum: fn([str], ([text]) => toHex(sha256(encode(text)))),
  sha512sum: fn([str], ([text]) => toHex(sha512(encode(text)))),
  adler32sum: fn([str], ([text]) => String(adler32(encode(text)))),
};
