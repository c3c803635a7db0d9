import { closeSync, openSync } from "node:fs";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { decode } from "./decode.ts";
import { type FileFault, fileFault } from "./file-fault.ts";
import { readAll, STDIN } from "./process-io.ts";

/** A file's text; `-` is standard input. */
export function readText(file: string): NamedText | { diagnostics: readonly Diagnostic[] } {
  const name = file === "-" ? "stdin" : file;
  try {
    const bytes = file === "-" ? readAll(STDIN, MOST) : readFile(file);
    if (bytes === undefined)
      return { diagnostics: [unreadable(name, { problem: "it is larger than 512 MiB", fix: "split it into smaller files" })] };
    const decoded = decode(name, bytes);
    return "text" in decoded ? { file: name, text: decoded.text } : decoded;
  } catch (error) {
    return { diagnostics: [unreadable(file, fileFault(file, error))] };
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
export function unreadable(file: string, { problem, fix = "correct the path or its permissions" }: FileFault): Diagnostic {
  const isUrl = URL_START.test(file);
  return diagnostic("InvalidInput", {
    message: `Cannot read ${file}: ${isUrl ? "it is a URL, and podgraft reads nothing from the network; expected a file" : problem}`,
    fix: isUrl ? `fetch it first: curl -fsSL ${file} | podgraft inject -f - ...` : fix,
    location: { file },
  });
}
