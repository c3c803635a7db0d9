import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";

/**
 * Builds lib/: the library as ES modules, and its types. `neutral` takes no module of Node's: importing one from
 * anything that an entry reaches fails the build.
 *
 * @returns what esbuild reports about the bundle
 */
export async function buildLibrary() {
  rmSync("lib", { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { index: "src/index.ts", gotemplate: "src/gotemplate/gotemplate.ts" },
    outdir: "lib",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2023",
    logLevel: "warning",
    metafile: true,
  });
  writeTypes();
  return [metafile];
}

/** The declarations that the entries reach, and no others. */
function writeTypes() {
  const declarations = mkdtempSync(join(tmpdir(), "podgraft-types-"));
  try {
    const options = ["--noEmit", "false", "--emitDeclarationOnly", "--declaration", "--rootDir", "src", "--outDir", declarations];
    const { status } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tools/tsconfig.types.json", ...options], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) throw new Error("Cannot write the library's types: see above");
    const copied = new Set();
    for (const entry of ["index.d.ts", "gotemplate/gotemplate.d.ts"]) copyReached(declarations, entry, copied);
  } finally {
    rmSync(declarations, { recursive: true });
  }
}

/** Copies a declaration file and those that it imports; a specifier ends in .js there, which every TypeScript takes. */
function copyReached(from, path, copied) {
  if (copied.has(path)) return;
  copied.add(path);
  const text = readFileSync(join(from, path), "utf8");
  mkdirSync(dirname(join("lib", path)), { recursive: true });
  writeFileSync(join("lib", path), text.replace(/(from ")(\.[^"]*)\.ts(?=")/g, "$1$2.js"));
  for (const [, specifier] of text.matchAll(/from "(\.[^"]*)\.ts"/g)) copyReached(from, join(dirname(path), `${specifier}.d.ts`), copied);
}
