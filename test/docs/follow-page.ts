import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assert } from "../cases.ts";
import { root } from "../files.ts";
import { type Package, withPackage } from "../hosts/package.ts";

export { root };

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The code blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language as string,
    text: text as string,
  }));
}

/** What a page's command printed. */
export interface Followed {
  readonly command: string;
  readonly output: string;
}

/**
 * Does what a page says, as a reader would, in a directory of its own: writes each file that it shows (a block that begins
 * with `# file: PATH`), runs each command, and holds each `# output` block against what the command before it printed.
 */
export function followPage(page: string, use: (followed: readonly Followed[], pkg: Package) => void = () => {}): void {
  const followed: Followed[] = [];
  withPackage({}, (pkg) => {
    for (const { language, text } of blocksOf(readFileSync(join(root, page), "utf8"))) {
      const file = /^# file: (\S+)\n/.exec(text);
      if (file) writeBelow(pkg.dir, file[1] as string, text.slice(file[0].length));
      else if (text.startsWith("# output\n")) assert.is(followed.at(-1)?.output, text.slice("# output\n".length), followed.at(-1)?.command);
      else if (language === "sh" && !text.includes("npm ")) followed.push(runIn(pkg, text));
    }
    assert.ok(followed.length > 0, `${page} has no command`);
    use(followed, pkg);
  });
}

function runIn(pkg: Package, command: string): Followed {
  const { code, stdout, stderr } = pkg.run("bash", ["-euo", "pipefail", "-c", command]);
  assert.is(code, 0, `${command}\n${stderr}`);
  return { command, output: stdout };
}

function writeBelow(dir: string, path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}
