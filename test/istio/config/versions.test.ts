import { closestMinor, defaultTag, hasChange, isReproduced, minorOfTag, reproducedMinors } from "../../../src/istio/config/versions.ts";
import { assert, suite, table } from "../../cases.ts";

const newest = reproducedMinors.at(-1);

/** A tag, the minor that it names, the one that is reproduced for it, and whether that is its own. */
const rows: readonly (readonly [tag: string, minor: string | undefined, closest: string | undefined, own: boolean | undefined])[] = [
  ["1.30.5", "1.30", "1.30", true],
  ["1.31-distroless", "1.31", "1.31", true],
  ["v1.31.0-rc.1", "1.31", "1.31", true],
  ["1.9.0", "1.9", "1.30", false],
  ["1.99.0", "1.99", newest, false],
  ["2.0.0", "2.0", newest, false],
  ["latest", undefined, undefined, undefined],
  ["1", undefined, undefined, undefined],
  ["sha256:1.30", undefined, undefined, undefined],
];

table("the minor of a tag", rows, {
  title: ([tag]) => tag,
  run: ([tag, minor, closest, own]) => assert.equal([minorOfTag(tag), closestMinor(tag), isReproduced(tag)], [minor, closest, own]),
});

suite("a change between minors", (test) => {
  test("is there from its minor on, and in one that is not known", () =>
    assert.equal(
      ["1.30", "1.31", "1.32", "1.99", undefined].map((minor) => hasChange(minor, "scrapeTargets")),
      [false, true, true, true, true],
    ));
  test("the default is one that is reproduced", () => assert.is(isReproduced(defaultTag), true));
});
