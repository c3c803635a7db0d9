// Runs the tests that start podgraft again, with the executable of this machine, which it builds:
// node --import tsx test/with-executable.ts [--quick]
// --quick takes those that tell most in a few seconds.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildExecutable, fileOf } from "../tools/executable.ts";
import { whyNot } from "../tools/hosts.ts";
import { thisPlatform } from "../tools/runtimes.ts";
import { isKnownMissing } from "./hosts/hosts.ts";

const QUICK =
  "^(executable|program/(forms|pipes|hostile-input)|cli/(inject-command.test|explain|uninject|legacy|completion|build)|docs/readme)";
const ALL = "^(executable|image/scratch|program|cli|hosts|docs|examples)";

const missing = whyNot("bun");
if (missing !== undefined) {
  const mayBeMissing = process.env.CI !== "true" || isKnownMissing("bun");
  console.log(`1 test skipped: ${missing}\n  Total:     ${mayBeMissing ? 0 : 1}\n  Passed:    0\n  Skipped:   1`);
  process.exit(mayBeMissing ? 0 : 1);
}
const executable = join("dist", fileOf(thisPlatform()));
buildExecutable(thisPlatform(), executable);
const args = ["--import", "tsx", "test/run.ts", process.argv.includes("--quick") ? QUICK : ALL];
const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, PODGRAFT: executable } });
process.exitCode = status ?? 1;
