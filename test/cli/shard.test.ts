import { isInShard, parseShard, type Shard } from "../../src/cli/shard.ts";
import { assert, suite, table } from "../cases.ts";

table(
  "a shard",
  [
    { text: "0/1", want: { index: 0, count: 1 } },
    { text: "03/004", want: { index: 3, count: 4 } },
    { text: "99999/100000", want: { index: 99_999, count: 100_000 } },
  ],
  { title: ({ text }) => text, run: ({ text, want }) => assert.equal(parseShard(text), want) },
);

table("what is not a shard", ["", "1", "4/4", "0/0", "-1/4", "1.5/4", "1/4/4", " 1/4", "0/100001", "1/0000004"], {
  title: (text) => JSON.stringify(text),
  run: (text) =>
    assert.match((parseShard(text) as { problem: string }).problem, `--shard is ${JSON.stringify(text)}; expected INDEX/COUNT`),
});

suite("shards", (test) => {
  const apps = Array.from({ length: 1000 }, (_, i) => `apps/app-${i}`);
  const shards = (count: number): readonly Shard[] => Array.from({ length: count }, (_, index) => ({ index, count }));
  const sizes = (count: number) => shards(count).map((shard) => apps.filter((app) => isInShard(app, shard)).length);

  test("hold each app once", () => {
    for (const app of apps) assert.is(shards(7).filter((shard) => isInShard(app, shard)).length, 1, app);
  });
  test("hold about as many apps each", () => {
    for (const size of sizes(8)) assert.ok(size > 80 && size < 170, `${sizes(8)}`);
  });
});
