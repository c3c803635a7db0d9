import { parseIgnoreFile } from "../../src/cli/ignore-file.ts";
import { assert, suite, table } from "../cases.ts";

/** Lines of an ignore file, and which of the paths they leave out; one that ends in `/` is a directory. */
interface Row {
  readonly lines: string;
  readonly paths: readonly string[];
  readonly ignored: readonly string[];
}

const rows: readonly Row[] = [
  { lines: "", paths: ["a.yaml"], ignored: [] },
  { lines: "# a.yaml\n\nb.yaml  \r\n", paths: ["a.yaml", "b.yaml"], ignored: ["b.yaml"] },
  { lines: "a.yaml", paths: ["a.yaml", "x/y/a.yaml", "ba.yaml", "a.yaml.bak"], ignored: ["a.yaml", "x/y/a.yaml"] },
  { lines: "/a.yaml", paths: ["a.yaml", "x/a.yaml"], ignored: ["a.yaml"] },
  { lines: "x/a.yaml", paths: ["x/a.yaml", "y/x/a.yaml"], ignored: ["x/a.yaml"] },
  { lines: "x/", paths: ["x", "x/", "y/x/"], ignored: ["x/", "y/x/"] },
  { lines: "*.yaml\n!keep.yaml", paths: ["a.yaml", "keep.yaml", "a.yml"], ignored: ["a.yaml"] },
  { lines: "!a.yaml\na.yaml", paths: ["a.yaml"], ignored: ["a.yaml"] },
  { lines: "?.yaml", paths: ["a.yaml", "ab.yaml", ".yaml"], ignored: ["a.yaml"] },
  { lines: "a*b*c", paths: ["abc", "axxbxxc", "acb", "abcabc"], ignored: ["abc", "axxbxxc", "abcabc"] },
  { lines: "x/*.yaml", paths: ["x/a.yaml", "x/y/a.yaml"], ignored: ["x/a.yaml"] },
  { lines: "**/gen/a.yaml", paths: ["gen/a.yaml", "x/y/gen/a.yaml"], ignored: ["gen/a.yaml", "x/y/gen/a.yaml"] },
  { lines: "x/**/a.yaml", paths: ["x/a.yaml", "x/y/z/a.yaml", "y/a.yaml"], ignored: ["x/a.yaml", "x/y/z/a.yaml"] },
];

table("an ignore file", rows, {
  title: ({ lines }) => JSON.stringify(lines),
  run: ({ lines, paths, ignored }) => {
    const ignores = parseIgnoreFile(lines);
    const isIgnored = (path: string) => (path.endsWith("/") ? ignores(path.slice(0, -1), true) : ignores(path, false));
    assert.equal(paths.filter(isIgnored), ignored);
  },
});

suite("an ignore file with many wildcards", (test) => {
  test("takes no time to speak of", () => assert.is(parseIgnoreFile(`${"*a".repeat(500)}b`)("a".repeat(2000), false), false));
});
