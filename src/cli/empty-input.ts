import { fstatSync, statSync } from "node:fs";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";

const STDOUT = 1;
const MARK = /^(?:---|\.\.\.)(?:[ \t]+#.*)?$/;

/** Whether a YAML stream has no document: it is empty, or has only comments and the marks between documents. */
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

/** The message for a file, a directory or standard input (`-`) that is empty, as a failed program leaves it. */
export function emptyInput(given: string, texts: readonly NamedText[]): Diagnostic | undefined {
  if (texts.length === 0 || !texts.every(({ text }) => isEmptyStream(text))) return undefined;
  const isBare = texts.every(({ text }) => text.trim() === "");
  return diagnostic("InvalidInput", {
    message: `Cannot read manifests from ${nameOf(given)}: it ${isBare ? "is empty" : "has only comments"}; expected a manifest`,
    fix: fixOf(given),
    location: { file: given === "-" ? "stdin" : given },
  });
}

/** A key `kind`, in any style. */
const KIND = /(?:^|[\s{,"'])kind["']?\s*:/;

/** The message for input without a Kubernetes object: values, a kustomization, or the output of a failed program. */
export function objectlessInput(given: string, texts: readonly NamedText[]): Diagnostic | undefined {
  if (texts.some(({ text }) => KIND.test(text)) || texts.every(({ text }) => isEmptyStream(text))) return undefined;
  const isBuilt = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|values[\w.-]*\.ya?ml|Chart\.yaml)$/.test(given);
  const isManifest = texts.some(({ text }) => /^apiVersion: /m.test(text) && /^spec:/m.test(text));
  const file = given === "-" ? "check the program before podgraft in the pipe, it may have failed" : "name a file with manifests";
  return diagnostic("NoKubernetesObject", {
    message: `Nothing in ${nameOf(given)} has a kind: it is left as it is`,
    fix: isBuilt
      ? "build it first: podgraft build DIR builds kustomizations and charts"
      : isManifest
        ? "add the kind, such as kind: Deployment"
        : file,
    location: { file: given === "-" ? "stdin" : given },
  });
}

function nameOf(given: string): string {
  return given === "-" ? "standard input" : given;
}

function fixOf(given: string): string {
  const otherwise = "pass --allow-empty if input without manifests is normal";
  if (given === "-") return `check the program before podgraft in the pipe, it may have failed; ${otherwise}`;
  if (isStandardOutput(given))
    return `restore ${given}, then use --in-place or -o ${given} instead of > ${given}: the shell empties the file before podgraft can read it`;
  return `write manifests into it or leave it out; ${otherwise}`;
}

/** Whether standard output is redirected to a file, which the shell has therefore emptied. */
function isStandardOutput(file: string): boolean {
  try {
    const [given, output] = [statSync(file), fstatSync(STDOUT)];
    return given.isFile() && given.ino === output.ino && given.dev === output.dev;
  } catch {
    return false;
  }
}
