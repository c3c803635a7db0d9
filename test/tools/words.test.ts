import { readTexts, wordFaults } from "../../tools/words.ts";
import { assert, suite } from "../cases.ts";

const refused: readonly (readonly [text: string, instead: string])[] = [
  ["undefined where it is none", "is not one"],
  ["a document that is no YAML", "is not YAML"],
  ["the value is no map", "is not a map"],
  ["Istio has no such field", "does not have"],
  ["it knows nothing of hosts", "does not know"],
  ["only these are heeded", "used"],
  ["what mends it", "fixes"],
  ["a map, be it empty", "even if"],
  ["null is as good as absent", "means the same"],
  ["a key that stands twice", "is repeated"],
  ["all but for one", "except for"],
  ["proxyCPU and its kin", "similar ones"],
  ["nobody knows whose it is", "who added it"],
  ["a value that it passes over", "ignores"],
  ["the fault is told", "is reported"],
  ["a warning tells of it", "reports it"],
];
const allowed = ["where there is none", "that is no longer there", "no such file or directory", "is no more than a hint", "recommended"];

suite("the words of the project", (test) => {
  test("one that is not to be used is reported with its line and another", () =>
    assert.equal(wordFaults(new Map([["a.md", "one\nMade Anew in its stead"]])), [
      'a.md:2: "Anew"; write again, or recreated',
      'a.md:2: "in its stead"; write instead',
    ]));
  for (const [text, instead] of refused)
    test(`refuses ${text}`, () => assert.equal(wordFaults(new Map([["a.ts", `// ${text}`]])).length, 1, instead));
  for (const text of allowed) test(`takes ${text}`, () => assert.equal(wordFaults(new Map([["a.ts", `// ${text}`]])), []));
  test("part of a longer word is not one of them", () => assert.equal(wordFaults(new Map([["a.md", "celestial, Janewood"]])), []));
  test("sources, documentation and tests are read, data is not", () => {
    const paths = [...readTexts().keys()];
    for (const path of ["src/index.ts", "README.md", "docs/CLI.md", "test/cases.ts", "plugin/krm-function.yaml"])
      assert.ok(paths.includes(path), path);
    assert.equal(
      paths.filter((path) => path.startsWith("test/data/")),
      [],
    );
  });
});
