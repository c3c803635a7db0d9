import { re2jsEngine } from "../../src/gotemplate/regexp-re2js.ts";
import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { declaredType, types } from "../../src/gotemplate/value/type.ts";
import { type Func, FuncError, goInt, Scalar } from "../../src/gotemplate/value/value.ts";
import { assert, suite } from "../cases.ts";
import { plainData } from "./render.ts";
import { struct } from "./world.ts";

const shout: Func = { params: [types.string], variadic: false, call: ([text]) => `${String(text)}!` };
const failing: Func = {
  params: [types.int, types.any],
  variadic: true,
  call: ([code]) => {
    throw new FuncError(`code ${(code as Scalar).value}`);
  },
};

suite("compile once, execute many times", (test) => {
  const { template } = compile("t", "{{$n := len .list}}{{range .list}}{{.}}/{{$n}} {{end}}");
  test("with other data each time", () => {
    assert.equal(template?.execute(plainData({ list: ["a", "b"] })), { text: "a/2 b/2 " });
    assert.equal(template?.execute(plainData({ list: [1.5] })), { text: "1.5/1 " });
  });
  test("after an execution that failed", () => {
    assert.is(template?.execute(plainData({ list: 1 })).error?.cause, "error calling len: len of type float64");
    assert.equal(template?.execute(plainData({ list: [true] })), { text: "true/1 " });
  });
  test("undefined and null are not data", () => {
    const { template } = compile("t", "{{.}} {{.x}}");
    assert.equal(template?.execute(), { text: "<no value> <no value>" });
    assert.equal(template?.execute(null), { text: "<no value> <no value>" });
  });
});

suite("the caller's data", (test) => {
  test("is as it was after set, unset and merge", () => {
    const data = plainData({ z: 1, map: { b: 1, a: { x: 1 } }, list: [{ k: 1 }] });
    const before = JSON.stringify(data);
    const text =
      '{{$_ := set . "new" 1}}{{$_ := unset .map "b"}}{{$_ := set (first .list) "k" 2}}{{$_ := merge .map (dict "a" (dict "y" 2))}}{{.}}';
    const { template } = compile("t", text, { functions: sprig });
    const wanted = { text: "map[list:[map[k:2]] map:map[a:map[x:1 y:2]] new:1 z:1]" };
    assert.equal(template?.execute(data), wanted);
    assert.is(JSON.stringify(data), before);
    assert.equal(template?.execute(data), wanted);
  });
  test("is as it was after a failure, too", () => {
    const data = plainData({ a: 1 });
    const { template } = compile("t", '{{$_ := set . "b" 1}}{{fail "no"}}', { functions: sprig });
    assert.is(template?.execute(data).error?.cause, "error calling fail: no");
    assert.equal(Object.keys(data as object), ["a"]);
  });
  test("that is frozen is read, but cannot be set", () => {
    const data = Object.freeze(plainData({ a: 1 }));
    assert.equal(compile("t", "{{.a}}").template?.execute(data), { text: "1" });
    const { template } = compile("t", '{{set . "b" 1}}', { functions: sprig });
    assert.is(template?.execute(data).error?.cause, "error calling set: the map is read-only");
  });
  test("has no prototype to reach", () => {
    const data = JSON.parse('{"__proto__": {"x": 1}, "constructor": "c"}') as Record<string, never>;
    const text = "{{.constructor}} {{.toString}} {{.__proto__.x}} {{index . `hasOwnProperty`}} {{len .}}";
    assert.equal(compile("t", text).template?.execute(data), { text: "c <no value> 1 <no value> 2" });
    assert.is(({} as Record<string, unknown>).x, undefined);
  });
  test("may hold int64 as bigint", () => {
    const { template } = compile("t", '{{printf "%T %v %d" .n .n .n}} {{eq .n 5}} {{add .n 1}}', { functions: sprig });
    assert.equal(template?.execute({ n: 5n }), { text: "int64 5 5 true 6" });
  });
});

suite("a template defined in another", (test) => {
  test("is named by its errors, with where it is", () => {
    const { template } = compile("extra.yaml", '{{template "part" .}}\n{{define "part"}}{{.x}}{{end}}');
    assert.equal(template?.execute("s").error, {
      message: 'template: extra.yaml:2:19: executing "part" at <.x>: can\'t evaluate field x in type string',
      template: "extra.yaml",
      line: 2,
      column: 19,
      cause: "can't evaluate field x in type string",
    });
  });
});

suite("functions of the caller", (test) => {
  const functions = { shout, failing, break: shout };
  const causeOf = (text: string, data?: unknown): string | undefined => {
    const { template, error } = compile("t", text, { functions });
    return error?.cause ?? template?.execute(plainData(data)).error?.cause;
  };
  test("are called with arguments of their types", () => {
    assert.equal(compile("t", '{{shout "a"}}{{"b" | shout}}{{.x | shout}}', { functions }).template?.execute({ x: "c" }), {
      text: "a!b!c!",
    });
  });
  test("refuse others in Go's words", () => {
    assert.is(causeOf("{{shout}}"), "wrong number of args for shout: want 1 got 0");
    assert.is(causeOf('{{shout "a" "b"}}'), "wrong number of args for shout: want 1 got 2");
    assert.is(causeOf("{{shout 1}}"), "expected string; found 1");
    assert.is(causeOf("{{shout .x}}", { x: 1 }), "wrong type for value; expected string; got float64");
    assert.is(causeOf("{{shout .x}}", {}), "invalid value; expected string");
    assert.is(causeOf("{{failing}}"), "wrong number of args for failing: want at least 1 got 0");
    assert.is(causeOf("{{failing 3}}"), "error calling failing: code 3");
    assert.is(causeOf("{{shouted 3}}"), 'function "shouted" not defined');
  });
  test("may take a keyword's name, as in Go", () => {
    assert.equal(compile("t", '{{break "x"}}', { functions }).template?.execute(), { text: "x!" });
  });
  test("that break are bugs, not errors of the template", () => {
    const bug: Func = { ...shout, call: () => JSON.parse("{") as never };
    assert.throws(() => compile("t", "{{bug `x`}}", { functions: { bug } }).template?.execute(), /JSON/);
  });
});

suite("values of the caller", (test) => {
  const mode = new Scalar(declaredType("v1.Mode", types.int32), 1n, "TPROXY");
  test("an enum prints by its name and compares as a number", () => {
    const { template } = compile("t", '{{.mode}} {{printf "%s %d %v" .mode .mode .mode}} {{eq .mode 1}} {{.mode | quote}}', {
      functions: sprig,
    });
    assert.equal(template?.execute({ mode }), { text: 'TPROXY TPROXY 1 TPROXY true "TPROXY"' });
  });
  test("a method's result can be asked further", () => {
    const inner = struct({ type: types.any, methods: { Get: { params: [], variadic: false, call: () => goInt(7) } } });
    const outer = struct({ type: types.any, methods: { Inner: { params: [], variadic: false, call: () => inner } } });
    assert.equal(compile("t", "{{.Inner.Get}} {{(.Inner).Get}}").template?.execute(outer), { text: "7 7" });
  });
});

suite("regular expressions", (test) => {
  test("take time in proportion to the text", () => {
    const { template } = compile("t", "{{regexMatch `^(a+)+$` .}}", { functions: sprig, regexp: re2jsEngine });
    assert.equal(template?.execute(`${"a".repeat(20_000)}!`), { text: "false" });
  });
});
