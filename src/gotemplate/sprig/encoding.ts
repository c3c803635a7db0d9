import { sha1 } from "@noble/hashes/legacy.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { fn, str } from "../define.ts";
import { decode, encode } from "../text/bytes.ts";
import type { Func } from "../value/value.ts";
import { type Decoded, decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from "./base-encoding.ts";
import { sha256 } from "./sha256.ts";

/** sprig gives the error as the text. */
function decoding(name: string, body: (text: string) => Decoded): Func {
  return fn([str], ([text]) => {
    const bytes = body(text);
    return bytes instanceof Uint8Array ? decode(bytes) : `illegal ${name} data at input byte ${bytes.badAt}`;
  });
}

const ofBytes = (body: (bytes: Uint8Array) => string): Func => fn([str], ([text]) => body(encode(text)));

/** Source: RFC 1950 */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** A hash, which takes a step for every byte. */
const hashing = (hash: (text: string) => string): Func =>
  fn([str], ([text], context) => {
    context.budget.spend(text.length);
    return hash(text);
  });

export const encodings: Readonly<Record<string, Func>> = {
  b64enc: ofBytes(encodeBase64),
  b64dec: decoding("base64", decodeBase64),
  b32enc: ofBytes(encodeBase32),
  b32dec: decoding("base32", decodeBase32),
  sha1sum: hashing((text) => bytesToHex(sha1(encode(text)))),
  sha256sum: hashing(sha256),
  sha512sum: hashing((text) => bytesToHex(sha512(encode(text)))),
  adler32sum: hashing((text) => String(adler32(encode(text)))),
};
