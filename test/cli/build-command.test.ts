import { assert, table } from "../cases.ts";
import { podgraft, withFiles } from "./run.ts";

const rows: readonly { readonly args: string; readonly says: string }[] = [
  { args: "a --shard 0/1", says: "--shard needs -o OUT: a directory to write each app to" },
  { args: "a b --list config", says: "--list is about one directory; name one" },
  { args: "a b -o out --timeout 0", says: '--timeout is "0"' },
  ...["4/4", "1/0", "-1/4", "1", "1/4/4", "01234567/9", "1.5/4"].map((shard) => ({
    args: `a -o out --shard=${shard}`,
    says: `--shard is ${JSON.stringify(shard)}; expected INDEX/COUNT, such as 0/4`,
  })),
  { args: ". -o out --shard 0/1", says: ". is not below the working directory" },
  { args: "a ../b -o out", says: "../b is not below the working directory" },
  { args: "a a-b a/b/c -o out", says: "a/b/c is inside another of the directories" },
];

table("what podgraft build does not take", rows, {
  title: ({ args }) => args,
  run: ({ args, says }) =>
    withFiles({}, (cwd) => {
      const { code, out, err } = podgraft(["build", ...args.split(" ")], { cwd });
      assert.equal([code, out], [2, ""]);
      assert.match(err, `podgraft: Cannot run: ${says}`);
    }),
});
