import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";
import { allMutants, chosen, folders } from "./mutants.ts";

suite("mutants", (test) => {
  const all = allMutants();
  test("are thousands, of every folder, each with a name of its own", () => {
    assert.ok(all.length > 5000, `${all.length}`);
    assert.is(new Set(all.map(({ id }) => id)).size, all.length);
    for (const folder of folders)
      assert.ok(
        all.some(({ file }) => file.startsWith(`${folder}/`)),
        folder,
      );
  });
  test("are where their texts are, and change them", () => {
    const texts = new Map([...new Set(all.map(({ file }) => file))].map((file) => [file, readFileSync(join(root, "src", file), "utf8")]));
    for (const { file, start, end, from, to } of all) {
      assert.is(texts.get(file)?.slice(start, end), from);
      assert.is.not(from, to);
    }
  });
  test("are chosen alike by one seed, apart from each other", () => {
    const some = chosen(all, { count: 300, seed: 7 });
    assert.is(some.length, 300);
    assert.equal(chosen(all, { count: 300, seed: 7 }), some);
    assert.is(
      some.some((one) => some.some((other) => other !== one && other.file === one.file && other.start < one.end && one.start < other.end)),
      false,
    );
  });
});
