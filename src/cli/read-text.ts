import { closeSync, openSync } from "node:fs";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { decode } from "./decode.ts";
import { readAll, STDIN } from "./process-io.ts";

/** A file's text; `-` is standard input. */
export function readText(file: string): NamedText | { diagnostics: readonly Diagnostic[] } {
  const name = file === "-" ? "stdin" : file;
  try {
    const bytes = file === "-" ? readAll(STDIN, MOST) : readFile(file);
    if (bytes === undefined)
      return { diagnostics: [unreadable(name, "it is larger than 512 MiB", "at most that", "split it into smaller ones")] };
    const decoded = decode(name, bytes);
    return "text" in decoded ? { file: name, text: decoded.text } : decoded;
  } catch (error) {
    return { diagnostics: [unreadable(file, (error as Error).message, "a file")] };
  }
}

/** In bytes. V8 has no longer texts. */
const MOST = 0x1fffffe8;

function readFile(file: string): Buffer | undefined {
  const fd = openSync(file, "r");
  try {
    return readAll(fd, MOST);
  } finally {
    closeSync(fd);
  }
}

const URL_START = /^[a-z][a-z0-9+.-]*:\/\//i;

/** What keeps something from being read. */
export function unreadable(file: string, problem: string, expected: string, fix = "correct the path or its permissions"): Diagnostic {
  const isUrl = URL_START.test(file);
  return diagnostic("InvalidInput", {
    message: `Cannot read ${file}: ${isUrl ? "it is a URL, and nothing is read from the network" : problem}; expected ${expected}`,
    fix: isUrl ? `fetch it first: curl -fsSL ${file} | podgraft inject -f - ...` : fix,
    location: { file },
  });
}
