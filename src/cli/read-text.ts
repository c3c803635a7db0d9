import { readFileSync } from "node:fs";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { decode } from "./decode.ts";
import { readStdin } from "./process-io.ts";

/** A file's text; `-` is standard input. */
export function readText(file: string): NamedText | { diagnostics: readonly Diagnostic[] } {
  try {
    const name = file === "-" ? "stdin" : file;
    const decoded = decode(name, file === "-" ? readStdin() : readFileSync(file));
    return "text" in decoded ? { file: name, text: decoded.text } : decoded;
  } catch (error) {
    return { diagnostics: [unreadable(file, (error as Error).message, "a file")] };
  }
}

const URL_START = /^[a-z][a-z0-9+.-]*:\/\//i;

/** What keeps something from being read. */
export function unreadable(file: string, problem: string, expected: string): Diagnostic {
  const isUrl = URL_START.test(file);
  return diagnostic("InvalidInput", {
    message: `Cannot read ${file}: ${isUrl ? "it is a URL, and nothing is read from the network" : problem}; expected ${expected}`,
    fix: isUrl ? `fetch it first: curl -fsSL ${file} | podgraft inject -f - ...` : "correct the path or its permissions",
    location: { file },
  });
}
