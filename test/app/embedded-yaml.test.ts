import { parseText, readEmbedded } from "../../src/app/embedded-yaml.ts";
import { assert, suite } from "../cases.ts";

suite("YAML inside an object", (test) => {
  const read = (text: string) => JSON.parse(JSON.stringify(readEmbedded(text)));
  test("is read, the last of two keys counting", () => {
    assert.equal(read("a: 1\n"), { value: { a: 1 } });
    const { value, lost } = read("a: 1\nb: 1\na: 2\n");
    assert.equal([value, lost.length], [{ a: 2, b: 1 }, 1]);
  });
  test("is null where there is none", () => assert.equal(read(" \n"), { value: null }));
  test("has the line of its fault", () => assert.is(read("a: 1\nb: [\n").fault.line, 2));
  test("is nothing where it is not YAML, or has a key twice", () => {
    assert.equal([parseText("a: [")], [undefined]);
    assert.equal([parseText("a: 1\na: 2\n")], [undefined]);
    assert.is(parseText("1.5"), 1.5);
  });
});
