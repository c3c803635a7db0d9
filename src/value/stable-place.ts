/**
 * A number from 0 up to, but not including, 1 for a text: always the same, and evenly distributed over texts. It
 * assigns apps to shards and workloads to waves, so it must never change. FNV-1a over the text's UTF-16 units, then
 * MurmurHash3's last step, as 32 bits.
 */
export function stablePlace(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
