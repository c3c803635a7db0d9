import type { Input } from "./input.ts";

/** Of a link's fragment, in characters: servers and chat programs cut longer addresses. */
const MOST_WRITTEN = 32_000;
/** Of what it unpacks to, in bytes: a short text can say "a million spaces". */
const MOST_READ = 1_000_000;
const START = "#input=";

/** The input as the fragment of an address, which browsers send to no server; a sentence where it is too long. */
export async function fragmentOf({ manifests, config }: Input): Promise<{ fragment: string } | { problem: string }> {
  const packed = await piped(new TextEncoder().encode(JSON.stringify([manifests, config])), new CompressionStream("deflate-raw"));
  const fragment = START + toBase64Url(packed as Uint8Array);
  return fragment.length <= MOST_WRITTEN
    ? { fragment }
    : { problem: `This input is too long for a link: ${fragment.length} characters, at most ${MOST_WRITTEN}.` };
}

/** The input that a fragment holds; nothing if it holds none; a sentence where it is damaged or too long. */
export async function inputOf(fragment: string): Promise<Input | { problem: string } | undefined> {
  if (!fragment.startsWith(START)) return undefined;
  if (fragment.length > MOST_WRITTEN) return { problem: "The input in this link is too long, and was not read." };
  try {
    const unpacked = await piped(fromBase64Url(fragment.slice(START.length)), new DecompressionStream("deflate-raw"), MOST_READ);
    if (unpacked === undefined) return { problem: "The input in this link is too long, and was not read." };
    const [manifests, config, ...rest]: unknown[] = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unpacked));
    if (typeof manifests === "string" && typeof config === "string" && rest.length === 0) return { manifests, config };
  } catch {
    // What is damaged is reported below.
  }
  return { problem: "This link is damaged: its input cannot be read. Copy the link again, all of it." };
}

type Through = CompressionStream | DecompressionStream;

/** The bytes as a stream gives them; nothing if they are more than `most`. */
async function piped(bytes: Uint8Array, through: Through, most = Number.POSITIVE_INFINITY): Promise<Uint8Array | undefined> {
  const writer = through.writable.getWriter();
  // Where writing fails, reading does too, and tells it.
  writer
    .write(bytes as Uint8Array<ArrayBuffer>)
    .then(() => writer.close())
    .catch(() => undefined);
  const reader = through.readable.getReader();
  const read: number[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (read.length + next.value.length > most) {
      await reader.cancel();
      return undefined;
    }
    for (const byte of next.value) read.push(byte);
  }
  return Uint8Array.from(read);
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
