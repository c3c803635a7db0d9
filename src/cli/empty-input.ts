import { fstatSync, statSync } from "node:fs";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";

const STDOUT = 1;
const MARK = /^(?:---|\.\.\.)(?:[ \t]+#.*)?$/;

/** Whether a stream of YAML holds no document: nothing at all, or only comments and the marks between documents. */
export function isEmptyStream(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf("\n", start);
    const end = next === -1 ? text.length : next;
    const line = text.slice(start, end).trim();
    if (line !== "" && !line.startsWith("#") && !MARK.test(line)) return false;
    start = end + 1;
  }
  return true;
}

/** What to say of a file, a directory or standard input (`-`) in which all is empty; a failed program leaves that. */
export function emptyInput(given: string, texts: readonly NamedText[]): Diagnostic | undefined {
  if (texts.length === 0 || !texts.every(({ text }) => isEmptyStream(text))) return undefined;
  const isBare = texts.every(({ text }) => text.trim() === "");
  const name = given === "-" ? "standard input" : given;
  return diagnostic("InvalidInput", {
    message: `Cannot read manifests from ${name}: it ${isBare ? "is empty" : "holds only comments"}; expected a manifest`,
    fix: fixOf(given),
    location: { file: given === "-" ? "stdin" : given },
  });
}

function fixOf(given: string): string {
  const otherwise = "pass --allow-empty where no manifests are normal";
  if (given === "-") return `check the program before podgraft in the pipe, it may have failed; ${otherwise}`;
  if (isStandardOutput(given))
    return `restore ${given}, then use --in-place or -o ${given} instead of > ${given}: the shell empties the file before podgraft can read it`;
  return `write manifests into it or leave it out; ${otherwise}`;
}

/** Whether a file is what standard output goes to, which the shell that redirected it emptied. */
function isStandardOutput(file: string): boolean {
  try {
    const [given, output] = [statSync(file), fstatSync(STDOUT)];
    return given.isFile() && given.ino === output.ino && given.dev === output.dev;
  } catch {
    return false;
  }
}
