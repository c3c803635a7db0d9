import { parse } from "yaml";
import * as z from "zod/mini";
import { dialectFields, dialectSettings } from "../../src/dialects/settings.ts";
import { dialectTable } from "../../src/dialects/table.ts";
import { assert, suite, table } from "../cases.ts";

table("the dialect", dialectTable, {
  title: ({ name }) => name,
  run: ({ name, versions, newest }) => {
    const block = dialectFields()[`dialects.${name}`];
    assert.ok(z.safeParse(dialectSettings(), { [name]: parse(block?.example ?? "null") }).success, "takes the example of its block");
    assert.match(newest, /^\d+\.\d+\.\d+$/);
    assert.ok(versions.every(({ from }) => /^\d+\.\d+\.\d+$/.test(from)));
  },
});

suite("spec.dialects", (test) => {
  test("takes no unknown dialect", () => assert.not(z.safeParse(dialectSettings(), { heroku: {} }).success));
});
