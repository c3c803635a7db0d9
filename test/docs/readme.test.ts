import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { assert, suite } from "../cases.ts";

const root = resolve(import.meta.dirname, "../..");

/** The code blocks of a page, in order. */
function blocksOf(page: string): { language: string; text: string }[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language as string,
    text: text as string,
  }));
}

/** Runs the page as a reader would: writes each file that it shows, and runs each command, in a directory of its own. */
function follow(page: string, directory: string): { command: string; output: string }[] {
  mkdirSync(join(directory, "bin"));
  symlinkSync(join(root, "plugin/podgraft"), join(directory, "bin/podgraft"));
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

const missing = ["kustomize", "kpt", "kubectl"].filter((host) => {
  try {
    execFileSync("bash", ["-c", `command -v ${host}`], { stdio: "ignore" });
    return false;
  } catch {
    return true;
  }
});

suite("README", (test) => {
  const page = readFileSync(join(root, "README.md"), "utf8");
  test("opens with the two commands", () => {
    const first = blocksOf(page)[0]?.text ?? "";
    assert.match(first, /^npm ci && npm start/);
    assert.match(first, /\nnpm ci && npm test/);
  });
  const name = "every command in it grafts a sidecar";
  if (missing.length > 0) test.skip(name, `${missing.join(", ")} not on PATH`);
  else
    test(name, () => {
      const directory = mkdtempSync(join(tmpdir(), "podgraft-readme-"));
      try {
        const outputs = follow(page, directory);
        const [kustomize = "", , terminal = "", legacy = "", ...istio] = outputs.map(({ output }) => output);
        for (const text of [kustomize, legacy, terminal, readFileSync(join(directory, "package/web.yaml"), "utf8")]) {
          assert.match(text, /name: web\n[\s\S]*name: log-shipper\n/);
        }
        assert.is(istio.length, 2);
        for (const text of istio) assert.match(text, /name: istio-proxy\n +image: registry\.istio\.io\/release\/proxyv2:1\.30\.5\n/);
        assert.ok(terminal.endsWith(readFileSync(join(directory, "app/web.yaml"), "utf8")), "uninject gives back the original");
      } finally {
        rmSync(directory, { recursive: true });
      }
    });
});
