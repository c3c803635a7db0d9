import { compile, fn, goValue, re2jsEngine, str, variadic } from "../../src/gotemplate/gotemplate.ts";
import { assert, table } from "../cases.ts";
import { mistakenCalls } from "../library/mistakes.ts";

const functions = [
  { name: "compile", call: compile as never, args: { name: "a", text: "{{ . }}", options: { regexp: re2jsEngine } } },
  { name: "fn", call: fn as never, args: { params: [str], body: () => "" } },
  { name: "variadic", call: variadic as never, args: { params: [], rest: str, body: () => "" } },
];
const fine = { name: "a text", text: "a text", options: "an object", params: "an array", body: "a function" };

const inside = [
  { argument: "options has no option function", run: () => compile("a", "b", { function: {} } as never) },
  { argument: "options.functions.shout", run: () => compile("a", "b", { functions: { shout: () => "" } } as never) },
  { argument: "options.limits.steps", run: () => compile("a", "b", { limits: { steps: "9" } } as never) },
  { argument: "options.missingKey", run: () => compile("a", "b", { missingKey: "none" } as never) },
  { argument: "a Date", run: () => goValue(new Date(0)) },
];

table("an argument of the wrong type", [...mistakenCalls(functions, fine), ...inside.map((row) => ({ title: row.argument, ...row }))], {
  title: ({ title }) => title,
  run: ({ argument, run }) => assert.throws(run, (error: Error) => error instanceof TypeError && error.message.includes(argument)),
});
