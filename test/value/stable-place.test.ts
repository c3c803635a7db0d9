import { stablePlace } from "../../src/value/stable-place.ts";
import { assert, suite, table } from "../cases.ts";

// They decide which workloads are in a wave and which apps are in a shard: they never change.
const rows: readonly (readonly [text: string, place: string])[] = [
  ["", "0.668922188"],
  ["shop/web", "0.252360969"],
  ["shop/api", "0.022074389"],
  ["bank/web", "0.660014329"],
  ["apps/é", "0.603031218"],
];

table("the place of a text", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, place]) => assert.is(stablePlace(text).toFixed(9), place),
});

suite("the places of many texts", (test) => {
  for (const [kind, textOf] of [
    ["numbered names", (i: number) => `shop/web-${i}`],
    ["names of one letter more", (i: number) => "a".repeat(i)],
    ["names in many namespaces", (i: number) => `team-${i}/web`],
  ] as const)
    test(`${kind} are spread evenly`, () => {
      const tenths = Array.from({ length: 2000 }, (_, i) => Math.floor(stablePlace(textOf(i)) * 10));
      const parts = Array.from({ length: 10 }, (_, tenth) => tenths.filter((found) => found === tenth).length);
      assert.ok(Math.min(...parts) > 150 && Math.max(...parts) < 250, parts.join(" "));
    });
});
