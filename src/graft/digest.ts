import { isList, isMap, type Value } from "../value/value.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A digest of a text, 36 bits, for noticing edits; not for security. Two multiplicative hashes over its UTF-16 units. */
export function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  let out = "";
  for (let bits = 0; bits < 18; bits += 6) out += ALPHABET.charAt((a >>> bits) & 63) + ALPHABET.charAt((b >>> bits) & 63);
  return out;
}

/**
 * Characters of a short digest: 24 bits. In a sidecar with a hundred fields, one of 200,000 edits would be taken for
 * ours.
 */
export const SHORT_DIGEST = 4;

/** The beginning of a digest, for values that are very frequent in manifests. */
export function shortDigest(text: string): string {
  return digest(text).slice(0, SHORT_DIGEST);
}

/** The short digests that a text consists of. */
export function digestsOf(text: string): readonly string[] {
  const digests: string[] = [];
  for (let at = 0; at < text.length; at += SHORT_DIGEST) digests.push(text.slice(at, at + SHORT_DIGEST));
  return digests;
}

/** JSON with sorted keys, the same for equal values; integers beyond a double keep their digits. */
export function stableJson(value: Value): string {
  if (isList(value)) return `[${value.map(stableJson).join(",")}]`;
  if (isMap(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${stableJson(value[key] as Value)}`).join(",")}}`;
  }
  return typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "null");
}
