// Builds dist/podgraft-<os>-<arch>, executables that need no Node, from what `npm run build` left in plugin/:
//   node --import tsx tools/executable.ts [this | PLATFORM...]
// Without arguments for all platforms. Beside them go their checksums, the licences and a bill of materials.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Platform, platforms, run, runtimeOf, runtimeVersion, thisPlatform } from "./runtimes.ts";

const dist = join(import.meta.dirname, "../dist");
const plugin = join(import.meta.dirname, "../plugin");

/** The start of podgraft with every chunk in the same file. */
export function bundle(chunks: Readonly<Record<string, string>>): string {
  const functions = Object.entries(chunks).map(([name, text]) => `${JSON.stringify(name)}: ${withoutLastCompiler(text.trim())}`);
  const start = readFileSync(join(import.meta.dirname, "../src/cli/start.cjs"), "utf8").replace(/^#!.*\n/, "");
  return `${WITHOUT_LAST_COMPILER}\nconst bundled = {\n${functions.join(",\n")}\n};\n${start}`;
}

const WITHOUT_LAST_COMPILER = `const { noFTL } = require("bun:jsc");
const withoutLastCompiler = (functions) => {
  for (const one of functions) noFTL(one);
};`;

/**
 * A chunk that keeps its functions from JavaScriptCore's last compiler, FTL, which takes milliseconds for each. For a thousand
 * resources that was a fifth of the processors' time. It gained nothing, nor did it for a hundred thousand.
 *
 * A function that a chunk or a part of it declares begins a line, above the names that the chunk or part gives.
 */
function withoutLastCompiler(chunk: string): string {
  let names: string[] = [];
  const lines = chunk.split("\n").map((line) => {
    const [, name] = /^function ([\w$]+)\(/.exec(line) ?? [];
    if (name !== undefined) names.push(name);
    if (names.length === 0 || !/^(?:return|module\.exports =) \{/.test(line)) return line;
    const declared = names.join(", ");
    names = [];
    return `withoutLastCompiler([${declared}]);\n${line}`;
  });
  return lines.join("\n");
}

function readChunks(): Readonly<Record<string, string>> {
  const names = readdirSync(join(plugin, "chunks")).filter((name) => name.endsWith(".cjs"));
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(0, -".cjs".length), readFileSync(join(plugin, "chunks", name), "utf8")]),
  );
}

/**
 * How many times as often as by itself JavaScriptCore runs a function before it compiles it. For a few workloads compiling took half
 * of the processors' time, and gained nothing; for a thousand it takes a quarter less so, and as long by the clock. For thousands
 * of resources that is too long: `src/cli/optimize-late.ts` shortens it.
 */
const JIT_POLICY = 32;

/**
 * Writes a platform's executable, the same bytes each time; it holds the compiled code of all chunks.
 *
 * By itself Bun would read `.env` and `bunfig.toml` where podgraft is run, and so files that are not the user's.
 */
export function buildExecutable(platform: Platform, target: string): void {
  const folder = mkdtempSync(join(tmpdir(), "podgraft-executable-"));
  try {
    // Both names end up in the executable.
    writeFileSync(join(folder, "podgraft.cjs"), bundle(readChunks()));
    const reads = ["--no-compile-autoload-dotenv", "--no-compile-autoload-bunfig"];
    const how = [`--compile-executable-path=${runtimeOf(platform)}`, `--compile-jit-policy=${JIT_POLICY}`];
    const args = ["build", "--compile", "--bytecode", "--format=cjs", `--target=bun-${platform}`, ...reads, ...how, "./podgraft.cjs"];
    run(runtimeOf(thisPlatform()), [...args, "--outfile", "podgraft"], folder);
    const built = readdirSync(folder).find((name) => /^podgraft(?:\.exe)?$/.test(name)) as string;
    mkdirSync(dirname(target), { recursive: true });
    // Temporary files may be on another disk.
    copyFileSync(join(folder, built), target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The name of a platform's file. */
export function fileOf(platform: Platform): string {
  return `podgraft-${platform}${platform.startsWith("windows") ? ".exe" : ""}`;
}

const RUNTIME_NOTICE = `
---
Bun ${runtimeVersion} (MIT), the runtime inside of the executable

It links JavaScriptCore, which is under the LGPL 2, and other libraries, statically. Their licences, the sources and how
to link Bun with a changed JavaScriptCore: https://github.com/oven-sh/bun/blob/bun-v${runtimeVersion}/LICENSE.md
tools/executable.ts makes the executable again with any runtime of Bun's.
`;

/** CycloneDX's bill of what was built in: the packages, as the build lists them, and the runtime. */
function billOfMaterials(): string {
  const bill = JSON.parse(readFileSync(join(plugin, "podgraft.cdx.json"), "utf8"));
  const runtime = { type: "framework", name: "bun", version: runtimeVersion, purl: `pkg:npm/bun@${runtimeVersion}`, scope: "required" };
  return `${JSON.stringify({ ...bill, components: [...bill.components, runtime] }, null, 2)}\n`;
}

function writeBeside(names: readonly string[]): void {
  const notices = readFileSync(join(plugin, "THIRD-PARTY-LICENSES"), "utf8");
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES"), notices + RUNTIME_NOTICE);
  writeFileSync(join(dist, "podgraft.cdx.json"), billOfMaterials());
  const sums = names.map(
    (name) =>
      `${createHash("sha256")
        .update(readFileSync(join(dist, name)))
        .digest("hex")}  ${name}\n`,
  );
  writeFileSync(join(dist, "SHA256SUMS"), sums.join(""));
}

function main(asked: readonly string[]): void {
  const known = (name: string): Platform => {
    const platform = name === "this" ? thisPlatform() : platforms.find((one) => one === name);
    if (platform === undefined) throw new Error(`Cannot build for ${name}; expected this, ${platforms.join(", ")}`);
    return platform;
  };
  const built = asked.length === 0 ? platforms : asked.map(known);
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const platform of built) {
    buildExecutable(platform, join(dist, fileOf(platform)));
    console.log(`dist/${fileOf(platform)}`);
  }
  writeBeside(built.map(fileOf));
}

if (import.meta.filename === process.argv[1]) main(process.argv.slice(2));
