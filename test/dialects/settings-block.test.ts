import * as z from "zod/mini";
import { oneOf, seconds, settingsBlock, text, textLike, truth } from "../../src/dialects/settings-block.ts";
import { assert, suite, table } from "../cases.ts";

const { settings, fields } = settingsBlock(
  { description: "A block.", absent: "none", example: "{tenant: a}" },
  {
    tenant: [text, "The tenant.", "required", "a"],
    level: [oneOf(["info", "debug"]), "The level.", "`info`", "debug"],
    after: [seconds, "A time.", "`60`", "90"],
    quick: [truth, "Whether.", "`false`", "true"],
    path: [textLike(/^\//, "a path"), "A path.", "none", "/a"],
  },
);

const rows = [
  { value: { tenant: "a" }, isTaken: true },
  { value: {}, isTaken: false },
  { value: { tenant: "" }, isTaken: false },
  { value: { tenant: "a", level: "debug", after: 1, quick: false, path: "/a" }, isTaken: true },
  { value: { tenant: "a", level: "loud" }, isTaken: false },
  { value: { tenant: "a", after: 0 }, isTaken: false },
  { value: { tenant: "a", after: 1.5 }, isTaken: false },
  { value: { tenant: "a", path: "a" }, isTaken: false },
  { value: { tenant: "a", other: 1 }, isTaken: false },
];

table("a block of settings", rows, {
  title: ({ value, isTaken }) => `${isTaken ? "takes" : "refuses"} ${JSON.stringify(value)}`,
  run: ({ value, isTaken }) => assert.is(z.safeParse(settings, value).success, isTaken),
});

suite("a block of settings", (test) => {
  test("has a row for itself and for each field", () =>
    assert.equal(Object.keys(fields), ["", "tenant", "level", "after", "quick", "path"]));
});
