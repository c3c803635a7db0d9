import { compile, type GoValue, goValue, sprig } from "../../src/gotemplate/gotemplate.ts";
import { assert, suite, table } from "../cases.ts";

const printed = (data: GoValue, text = "{{ toJson . }}") => compile("t", text, { functions: sprig }).template?.execute(data);

interface Row {
  readonly data: unknown;
  readonly text?: string;
  readonly output: string;
}

const rows: readonly Row[] = [
  { data: { b: [1, true, null], a: { c: "d" } }, output: '{"a":{"c":"d"},"b":[1,true,null]}' },
  { data: { a: undefined }, output: "{}" },
  { data: undefined, text: "{{ . }}", output: "<no value>" },
  { data: { n: 3, i: 3n }, text: '{{ printf "%T %T" .n .i }}', output: "float64 int64" },
  { data: { constructor: "x" }, text: "{{ .constructor }} {{ .toString }}", output: "x <no value>" },
];

table("plain data as Go's", rows, {
  title: ({ text, output }) => `${text ?? ""} ${output}`,
  run: ({ data, text, output }) => assert.equal(printed(goValue(data), text), { text: output }),
});

const holdsItself: unknown[] = [];
holdsItself.push({ holdsItself });
const refused: readonly (readonly [what: string, data: unknown, message: RegExp])[] = [
  ["a function", { f: () => 1 }, /a function into a Go value/],
  ["a symbol", Symbol("s"), /a symbol into a Go value/],
  ["a class instance", [new Date(0)], /a Date into a Go value; expected plain data/],
  ["a Map", new Map(), /a Map into a Go value/],
  ["data that holds itself", holdsItself, /holds itself/],
];

table("what is not data", refused, {
  title: ([what]) => what,
  run: ([, data, message]) =>
    assert.throws(
      () => goValue(data),
      (error: Error) => error instanceof TypeError && message.test(error.message),
    ),
});

suite("data", (test) => {
  test("may hold the same twice, and is copied", () => {
    const shared = { a: 1 };
    const value = goValue([shared, shared]);
    shared.a = 2;
    assert.equal(printed(value), { text: '[{"a":1},{"a":1}]' });
  });
});
