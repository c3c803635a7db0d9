import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Rendered, Row } from "./render.ts";

const tool = fileURLToPath(new URL("../../tools/gotemplate-rows", import.meta.url));

/** Renders rows with Go's text/template and sprig; a text where the tool cannot be built or run, as without Go. */
export function judge(rows: readonly Row[]): Rendered[] | string {
  const dir = mkdtempSync(join(tmpdir(), "gotemplate-rows-"));
  try {
    const built = spawnSync("go", ["build", "-o", join(dir, "judge"), "."], { cwd: tool, encoding: "utf8", timeout: 120_000 });
    if (built.status !== 0) return `the tool cannot be built: ${built.error?.message ?? built.stderr}`;
    const input = rows.map((row) => JSON.stringify(row)).join("\n");
    const run = spawnSync(join(dir, "judge"), { input, encoding: "utf8", maxBuffer: 2 ** 28, timeout: 120_000 });
    if (run.status !== 0) return `the tool failed: ${run.stderr.slice(0, 500)}`;
    return run.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Rendered);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
