import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { decode } from "./decode.ts";
import { readStdin } from "./process-io.ts";

export interface InputText {
  readonly file: string;
  readonly text: string;
}

const MANIFEST = /\.(?:ya?ml|json)$/;

/** The texts that `-f` names, in order; or everything that keeps one from being read. */
export function readInputs(files: readonly string[]): { inputs: readonly InputText[]; diagnostics: readonly Diagnostic[] } {
  const inputs: InputText[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const found = expand(file);
    if ("problem" in found) diagnostics.push(unreadable(file, found.problem));
    for (const path of "paths" in found ? found.paths : []) {
      const result = readText(path);
      if ("text" in result) inputs.push(result);
      else diagnostics.push(...result.diagnostics);
    }
  }
  return { inputs, diagnostics };
}

/** A file itself; a directory's manifests, those below it included, sorted; hidden files and directories left out. */
function expand(file: string): { paths: readonly string[] } | { problem: string } {
  if (file === "-") return { paths: ["-"] };
  try {
    if (!statSync(file).isDirectory()) return { paths: [file] };
    const paths = manifestsIn(file);
    return paths.length === 0 ? { problem: "the directory holds no .yaml, .yml or .json file" } : { paths };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function manifestsIn(directory: string): readonly string[] {
  const entries = readdirSync(directory, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return manifestsIn(path);
    return MANIFEST.test(entry.name) ? [path] : [];
  });
}

export function readText(file: string): InputText | { diagnostics: readonly Diagnostic[] } {
  try {
    const name = file === "-" ? "stdin" : file;
    const decoded = decode(name, file === "-" ? readStdin() : readFileSync(file));
    return "text" in decoded ? { file: name, text: decoded.text } : decoded;
  } catch (error) {
    return { diagnostics: [unreadable(file, (error as Error).message)] };
  }
}

function unreadable(file: string, problem: string): Diagnostic {
  return diagnostic("InvalidInput", {
    message: `Cannot read ${file}: ${problem}; expected a manifest, or a directory with manifests`,
    fix: "correct the path or its permissions",
    location: { file },
  });
}
