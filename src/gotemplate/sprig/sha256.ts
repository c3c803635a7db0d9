import { sha256 as digestOf } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { encode } from "../text/bytes.ts";

/** The SHA-256 digest of a text, in hexadecimal digits. */
export function sha256(text: string): string {
  return bytesToHex(digestOf(encode(text)));
}
