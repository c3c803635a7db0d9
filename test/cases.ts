import { readdirSync } from "node:fs";
import { join } from "node:path";
import { suite as uvuSuite } from "uvu";
import * as assert from "uvu/assert";
import { countSkip } from "./skips.ts";

export { assert };

type Test = () => void | Promise<void>;
type Suite = { (name: string, run: Test): void; skip(name: string, reason: string): void };

/**
 * Declares a suite of tests and runs it; a suite that declares no test fails.
 *
 * uvu alone exits 0 when `.run()` is forgotten or nothing was declared.
 */
export function suite(name: string, declare: (test: Suite) => void): void {
  const s = uvuSuite(name);
  let count = 0;
  const test = (testName: string, run: Test) => {
    count++;
    s(testName, named(testName, run));
  };
  const skip = (testName: string, reason: string) => {
    count++;
    countSkip(reason);
    s.skip(testName, () => {});
  };
  declare(Object.assign(test, { skip }));
  if (count === 0) s(`${name} declares at least one test`, () => assert.unreachable(`${name} found no case`));
  s.run();
}

/** Declares one test for each row of a table; an empty table fails. `title` names the row. */
export function table<Row>(
  name: string,
  rows: readonly Row[],
  check: { title: (row: Row) => string; run: (row: Row) => void | Promise<void> },
): void {
  suite(name, (test) => {
    for (const row of rows) test(check.title(row), () => check.run(row));
  });
}

/** The case directories below `dir`, sorted; throws when there is none. */
export function caseDirs(dir: string): { name: string; dir: string }[] {
  const found = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, dir: join(dir, entry.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (found.length === 0) throw new Error(`${dir} holds no case`);
  return found;
}

function named(name: string, run: Test): Test {
  return async () => {
    try {
      await run();
    } catch (error) {
      if (error instanceof Error)
        error.message = `${name}: ${error.message}${error.cause instanceof Error ? `\n${error.cause.message}` : ""}`;
      throw error;
    }
  };
}
