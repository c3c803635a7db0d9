import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { descendants } from "../../src/cli/descendants.ts";
import { assert, suite } from "../cases.ts";

suite("descendants", (test) => {
  if (!existsSync("/proc/self/stat")) return test.skip("are found", "there is no /proc");
  test("are the processes that a process has started, and those that they have", async () => {
    const child = spawn("sh", ["-c", "sleep 60 & echo $!; wait"], { stdio: ["ignore", "pipe", "ignore"] });
    const inner = Number(await new Promise((resolve) => child.stdout.once("data", (text) => resolve(String(text)))));
    try {
      assert.ok(descendants(process.pid).includes(child.pid as number));
      assert.equal(descendants(child.pid as number), [inner]);
      assert.equal(descendants(inner), []);
    } finally {
      child.kill();
      process.kill(inner);
    }
  });
});
