import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { program } from "../program.ts";
import { blocksOf } from "./code-blocks.ts";

/** Runs a page as a reader would: writes each file that it shows, and runs each command, in a directory of its own. */
export function follow(page: string, directory: string): { command: string; output: string }[] {
  mkdirSync(join(directory, "bin"));
  symlinkSync(program, join(directory, "bin/podgraft"));
  const outputs: { command: string; output: string }[] = [];
  for (const { language, text } of blocksOf(page)) {
    const file = /^# file: (\S+)\n/.exec(text);
    if (file) {
      mkdirSync(dirname(join(directory, file[1] as string)), { recursive: true });
      writeFileSync(join(directory, file[1] as string), text.slice(file[0].length));
    } else if (language === "sh" && !text.includes("npm ci")) outputs.push({ command: text, output: run(text, directory) });
  }
  return outputs;
}

function run(command: string, cwd: string): string {
  const env = { ...process.env, NO_COLOR: "1", PATH: `${join(cwd, "bin")}:${process.env.PATH}` };
  return execFileSync("bash", ["-euo", "pipefail", "-c", command], { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
