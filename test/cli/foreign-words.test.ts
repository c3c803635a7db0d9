import { commandTable } from "../../src/cli/command-table.ts";
import { foreignCommands, foreignOptions, wrongDashes } from "../../src/cli/foreign-words.ts";
import { optionTable } from "../../src/cli/option-table.ts";
import { assert, suite, table } from "../cases.ts";

suite("words of other programs", (test) => {
  test("are not podgraft's own", () => {
    assert.equal(
      Object.keys(foreignCommands).filter((name) => Object.hasOwn(commandTable, name)),
      [],
    );
    const shorts = Object.values(optionTable).flatMap((option) => ("short" in option ? [option.short] : []));
    const own: readonly string[] = [...Object.keys(optionTable), ...shorts];
    assert.equal(
      Object.keys(foreignOptions).filter((name) => own.includes(name)),
      [],
    );
  });
});

const rows: readonly { readonly arg: string; readonly says?: string }[] = [
  { arg: "-config", says: "-config has one dash; did you mean --config?" },
  { arg: "-cconfig" },
  { arg: "--config" },
  { arg: "-" },
  { arg: "\u2013f", says: "\u2013f begins with a long dash; did you mean -f?" },
  { arg: "\u2014in-place", says: "\u2014in-place begins with a long dash; did you mean --in-place?" },
  { arg: "a\u2013b" },
];

table("dashes", rows, {
  title: ({ arg, says }) => `${arg} ${says ? "is wrong" : "is left alone"}`,
  run: ({ arg, says }) => assert.is(wrongDashes(arg, ["config", "in-place"]), says),
});
