import type { RegexpEngine } from "../gotemplate/regexp.ts";
import type { FullReader } from "../krm/manifest.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import { loadFullReader } from "./load.ts";
import type { TemplateEngine } from "./templates.chunk.ts";

/** Gives what executes the Go templates of some texts. */
export type LoadEngine = (texts: readonly string[]) => Promise<TemplateEngine>;

/**
 * The template engine, loaded when the first template calls for it, and regular expressions when a text names their functions.
 * `full` reads what the quick reader does not take; where none is given it is loaded too.
 */
export function lazyEngine(full?: FullReader): LoadEngine {
  const engines = new Map<boolean, Promise<TemplateEngine>>();
  return (texts) => {
    const needsRegexp = texts.some((text) => /regex/i.test(text));
    const known = engines.get(needsRegexp) ?? loadEngine(needsRegexp, full);
    engines.set(needsRegexp, known);
    return known;
  };
}

async function loadEngine(needsRegexp: boolean, full: FullReader | undefined): Promise<TemplateEngine> {
  const regexp: RegexpEngine | undefined = needsRegexp ? (await import("./regexp.chunk.ts")).regexp : undefined;
  const { templateEngine } = await import("./templates.chunk.ts");
  return templateEngine({ quick: readCanonical, full: full ?? (await loadFullReader()), regexp });
}
