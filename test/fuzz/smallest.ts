import { type Generated, textOf } from "./texts.ts";

/** As few of a stream's documents as break a law that it breaks; the same where it breaks none, or is no stream. */
export async function smallest(stream: Generated, brokenBy: (part: Generated) => Promise<ReadonlySet<string>>): Promise<Generated> {
  const [law] = await brokenBy(stream);
  if (law === undefined || stream.lines.length === 0) return stream;
  let part = stream;
  for (let size = Math.ceil(stream.count / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < part.count; ) {
      const less = without(part, from, size);
      if (less.count > 0 && (await brokenBy(less)).has(law)) part = less;
      else from += size;
    }
  }
  return part;
}

/** Without `size` documents, the first of which is the `from`th. */
function without(stream: Generated, from: number, size: number): Generated {
  const left = [...new Set(stream.lines.map(({ object }) => object))].toSpliced(from, size);
  const lines = stream.lines.filter(({ object }) => left.includes(object)).map((line) => ({ ...line, object: left.indexOf(line.object) }));
  const breaks = stream.text.includes("\r\n") ? "\r\n" : "\n";
  const end = /\s*$/.exec(stream.text)![0];
  const text = (stream.text.startsWith("\ufeff") ? "\ufeff" : "") + textOf(lines).replaceAll(/\r?\n/g, breaks) + end;
  return { ...stream, text, lines, count: left.length };
}
