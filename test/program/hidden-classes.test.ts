import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resourceList } from "../../bench/manifests.ts";
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";

/**
 * V8 11 (Node 20) makes a hidden class for each object whose literal begins with a spread and adds fields, and what reads such
 * objects never gets fast. Its log tells where an object got another class.
 */
suite("hidden classes", (test) => {
  test("what is done for each pod makes no object with a hidden class of its own", () => {
    const folder = mkdtempSync(join(tmpdir(), "podgraft-classes-"));
    try {
      const counts = classesByPlace(join(folder, "log"), resourceList(600, { istio: true }));
      assert.ok(counts.size > 0);
      // Of some 200 pods.
      assert.equal(
        [...counts].filter(([, count]) => count > 100).map(([place]) => place),
        [],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function classesByPlace(log: string, input: string): ReadonlyMap<string, number> {
  const args = ["--log-maps", "--no-logfile-per-isolate", `--logfile=${log}`, join(root, "plugin/podgraft")];
  assert.is(spawnSync(process.execPath, args, { input, stdio: ["pipe", "ignore", "ignore"] }).status, 0);
  const counts = new Map<string, number>();
  for (const line of readFileSync(log, "latin1").split("\n")) {
    if (!line.startsWith("map,Transition,")) continue;
    const [, , , , , , row, column, , name] = line.split(",");
    const place = `${row}:${column} ${name}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
