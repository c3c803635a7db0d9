import { fn, str } from "../define.ts";
import { decode, encode } from "../text/bytes.ts";
import type { Func } from "../value/value.ts";
import { type Decoded, decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from "./base-encoding.ts";
import { adler32, sha1, sha256, sha512, toHex } from "./hash.ts";

/** sprig gives the error as the text. */
function decoding(name: string, body: (text: string) => Decoded): Func {
  return fn([str], ([text]) => {
    const bytes = body(text);
    return bytes instanceof Uint8Array ? decode(bytes) : `illegal ${name} data at input byte ${bytes.badAt}`;
  });
}

const ofBytes = (body: (bytes: Uint8Array) => string): Func => fn([str], ([text]) => body(encode(text)));
/** A hash, which takes a step for every byte. */
const hashing = (hash: (bytes: Uint8Array) => string): Func =>
  fn([str], ([text], context) => {
    context.budget.spend(text.length);
    return hash(encode(text));
  });

export const encodings: Readonly<Record<string, Func>> = {
  b64enc: ofBytes(encodeBase64),
  b64dec: decoding("base64", decodeBase64),
  b32enc: ofBytes(encodeBase32),
  b32dec: decoding("base32", decodeBase32),
  sha1sum: hashing((bytes) => toHex(sha1(bytes))),
  sha256sum: hashing((bytes) => toHex(sha256(bytes))),
  sha512sum: hashing((bytes) => toHex(sha512(bytes))),
  adler32sum: hashing((bytes) => String(adler32(bytes))),
};
