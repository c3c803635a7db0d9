import { any, fn, int, str, stringDict, variadic } from "../../src/gotemplate/define.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { stringMap } from "../../src/gotemplate/value/type.ts";
import { goInt, TypedMap, typeOf } from "../../src/gotemplate/value/value.ts";
import { assert, table } from "../cases.ts";

const functions = {
  isset: fn([stringDict, str], ([map, key]) => Object.hasOwn(map, key)),
  twice: fn([int], ([n]) => goInt(n * 2)),
  kinds: variadic([str], any, ([separator], values) => values.map((value) => typeOf(value)?.name ?? "nil").join(separator)),
};

table(
  "functions by their parameters",
  [
    { template: '{{isset .labels "app"}} {{isset .labels "toString"}}', text: "true false" },
    { template: "{{twice 4}} {{4 | twice | twice}}", text: "8 16" },
    { template: '{{kinds ", " 1 2.5 "x" nil .missing .labels}}', text: "int, float64, string, nil, nil, map[string]string" },
    { template: '{{kinds ","}}', text: "" },
    { template: "{{twice .half}}", error: "wrong type for value; expected int; got float64" },
    { template: '{{isset .plain "app"}}', error: "wrong type for value; expected map[string]string; got map[string]interface {}" },
    { template: '{{isset nil "app"}} {{isset .missing "app"}}', text: "false false" },
    { template: "{{kinds}}", error: "wrong number of args for kinds: want at least 1 got 0" },
  ],
  {
    title: ({ template }) => template,
    run: ({ template, text, error }) => {
      const data = { labels: new TypedMap(stringMap, { app: "web" }), plain: { app: "web" }, half: 0.5 };
      const result = compile("t", template, { functions }).template?.execute(data);
      assert.is(result?.text, text);
      assert.is(result?.error?.cause, error);
    },
  },
);
