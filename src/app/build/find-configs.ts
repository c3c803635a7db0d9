import { positionOf } from "../../diagnostic/lines.ts";
import type { Manifest, Part } from "../../krm/manifest.ts";
import { headerOf, isLocalConfig } from "../../krm/objects.ts";
import { split } from "../../krm/split.ts";
import { KIND } from "../config/config.ts";
import type { NamedText } from "../named-text.ts";
import { partObjects } from "./part-objects.ts";
import { isConfig } from "./plain-stream.ts";

/** A document with the line at which it begins. */
export interface FoundDocument extends NamedText {
  readonly line: number;
}

/** The documents of several texts that are SidecarInjectors, even if otherwise malformed; Lists are not searched. */
export function findConfigs(texts: readonly NamedText[]): readonly FoundDocument[] {
  return documentsWith(texts, KIND, (manifest, part) => {
    const header = headerOf(manifest, part);
    if (header) return isConfig(header);
    return objectIn(manifest, part).some(({ identity }) => isConfig(identity));
  });
}

/** The documents of several texts that are marked as local configuration. */
export function findLocalConfig(texts: readonly NamedText[]): readonly FoundDocument[] {
  return documentsWith(texts, "config.kubernetes.io/local-config", (manifest, part) =>
    objectIn(manifest, part).some(({ value }) => isLocalConfig(value)),
  );
}

function objectIn(manifest: Manifest, part: Part) {
  const read = partObjects(manifest, part, 0);
  return "objects" in read ? read.objects : [];
}

/** Documents that contain a word and pass a test; texts without the word are not even split. */
function documentsWith(
  texts: readonly NamedText[],
  word: string,
  isWanted: (manifest: Manifest, part: Part) => boolean,
): readonly FoundDocument[] {
  const found: FoundDocument[] = [];
  for (const { file, text } of texts) {
    if (!text.includes(word)) continue;
    const manifest = split(file, text);
    if (manifest.list) continue;
    for (const part of manifest.parts) {
      const own = manifest.text.slice(part.start, part.end);
      if (own.includes(word) && isWanted(manifest, part)) found.push({ file, ...placed(manifest, part) });
    }
  }
  return found;
}

/** The document, preceded by as many blank lines as the lines before it, so that its lines keep their numbers. */
function placed({ text }: Manifest, { start, end }: Part): { text: string; line: number } {
  const { line } = positionOf(text, start);
  return { line, text: "\n".repeat(line - 1) + text.slice(start, end) };
}
