import { encode } from "../text/bytes.ts";

/** RFC 4648. A text that is not validly encoded fails at an offset, the one that Go names. */
export type Decoded = Uint8Array | { readonly badAt: number };

const digits64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const lineFeed = 10;
const carriageReturn = 13;
const padding = 61;

export function encodeBase64(bytes: Uint8Array): string {
  return encodeWith(bytes, { digits: digits64, bits: 6, group: 4 });
}

export function encodeBase32(bytes: Uint8Array): string {
  return encodeWith(bytes, { digits: digits32, bits: 5, group: 8 });
}

function encodeWith(bytes: Uint8Array, { digits, bits, group }: { digits: string; bits: number; group: number }): string {
  const out: string[] = [];
  const mask = (1 << bits) - 1;
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    while (held >= bits) {
      held -= bits;
      out.push(digits[(buffer >> held) & mask]!);
    }
  }
  if (held > 0) out.push(digits[(buffer << (bits - held)) & mask]!);
  while (out.length % group !== 0) out.push("=");
  return out.join("");
}

/** Line ends are skipped, padding is required. Source: go encoding/base64 decodeQuantum */
export function decodeBase64(text: string): Decoded {
  const source = encode(text);
  const values: number[] = [];
  let at = 0;
  const skip = () => {
    while (source[at] === lineFeed || source[at] === carriageReturn) at++;
  };
  for (skip(); at < source.length && source[at] !== padding; at++, skip()) {
    const value = digits64.indexOf(String.fromCharCode(source[at]!));
    if (value < 0) return { badAt: at };
    values.push(value);
  }
  const open = values.length % 4;
  if (open !== 0 && at >= source.length) return { badAt: at - open };
  if (open === 1) return { badAt: at };
  const missing = open === 0 ? 0 : 4 - open;
  for (let i = 0; i < missing; i++, at++, skip()) if (source[at] !== padding) return { badAt: at < source.length ? at - 1 : at };
  return at < source.length ? { badAt: at } : pack(values, 6);
}

/** Padding counts as such near the end only; what follows a whole one is not looked at. Source: go encoding/base32 decode */
export function decodeBase32(text: string): Decoded {
  const source = encode(text).filter((byte) => byte !== lineFeed && byte !== carriageReturn);
  const values: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const open = values.length % 8;
    const rest = source.length - at - 1;
    if (source[at] === padding && open >= 2 && rest < 8) {
      const wrong = wrongPadding(source, { at, open, rest });
      return wrong === undefined ? pack(values, 5) : { badAt: wrong };
    }
    const value = digits32.indexOf(String.fromCharCode(source[at]!));
    if (value < 0) return { badAt: at };
    values.push(value);
  }
  const open = values.length % 8;
  return open === 0 ? pack(values, 5) : { badAt: source.length - open };
}

function wrongPadding(source: Uint8Array, { at, open, rest }: { at: number; open: number; rest: number }): number | undefined {
  if (rest + open < 7) return source.length;
  for (let k = 0; k < 7 - open && k < rest; k++) if (source[at + 1 + k] !== padding) return at + k;
  return open === 3 || open === 6 ? at : undefined;
}

/** Values of so many bits each as bytes; bits left over are dropped. */
function pack(values: readonly number[], bits: number): Uint8Array {
  const bytes: number[] = [];
  let buffer = 0;
  let held = 0;
  for (const value of values) {
    buffer = ((buffer << bits) | value) & 0xffff;
    held += bits;
    if (held < 8) continue;
    held -= 8;
    bytes.push((buffer >> held) & 0xff);
  }
  return Uint8Array.from(bytes);
}
