import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { bundle } from "./bundle.ts";
import { root } from "./files.ts";
import type { Repeated } from "./podgraft-calls.ts";

/** What the calls answer on another Node, all in one process of it. */
export async function repeatedOn(node: string, calls: string): Promise<readonly Repeated[]> {
  const outfile = join(dirname(calls), "repeat-calls.mjs");
  if (!existsSync(outfile)) await bundle({ entryPoints: [join(import.meta.dirname, "repeat-calls.ts")], outfile });
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  const { status, stdout, stderr } = spawnSync(node, [outfile, calls], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, env });
  if (status !== 0) throw new Error(`${node}: ${stderr}`);
  return JSON.parse(stdout);
}
