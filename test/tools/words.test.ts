import { readTexts, wordFaults } from "../../tools/words.ts";
import { assert, suite } from "../cases.ts";

suite("the words of the project", (test) => {
  test("one that is not to be used is told with its line and another", () =>
    assert.equal(wordFaults(new Map([["a.md", "one\nMade Anew in its stead"]])), [
      'a.md:2: "Anew"; write again, or recreated',
      'a.md:2: "in its stead"; write instead',
    ]));
  test("part of a longer word is not one of them", () => assert.equal(wordFaults(new Map([["a.md", "celestial, Janewood"]])), []));
  test("sources, documentation and tests are read, data is not", () => {
    const paths = [...readTexts().keys()];
    for (const path of ["src/index.ts", "README.md", "docs/CLI.md", "test/cases.ts"]) assert.ok(paths.includes(path), path);
    assert.equal(
      paths.filter((path) => path.startsWith("test/data/")),
      [],
    );
  });
});
