import { tmpdir } from "node:os";
import { type Outcome, run } from "./hosts.ts";
import { injector } from "./manifests.ts";

/** A ResourceList in block style, as hosts send it. */
export function resourceList(items: readonly string[], config: string = injector()): string {
  const listed = items.map((item) => `- ${indented(item)}`).join("");
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:${listed === "" ? " []" : ""}\n${listed}functionConfig:\n  ${indented(config)}`;
}

/** Every line but the first moved by two; a last line break at the end. */
function indented(text: string): string {
  return `${text.trimEnd().replace(/\n(?=.)/g, "\n  ")}\n`;
}

/** Runs the function on a text, from a folder that has nothing to do with it. */
export function podgraftOn(stdin: string, env: Readonly<Record<string, string>> = {}): Outcome {
  return run("podgraft", [], { cwd: tmpdir(), stdin, env });
}
