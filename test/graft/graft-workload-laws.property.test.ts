import fc from "fast-check";
import type { Config } from "../../src/app/config/config.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { stableJson } from "../../src/graft/digest.ts";
import { at, equal, isList, isMap, newMap, type Value } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { checkLaws, newerSpec } from "../function/laws.ts";
import { configOf, injected, uninjected, yamlValue } from "../function/run-core.ts";
import { Random } from "../random.ts";
import { runs } from "../runs.ts";
import { asYaml } from "./as-yaml.ts";
import { injector, workload } from "./generate-workload.ts";

const RUNS = runs(200);
const SEED = Number(process.env.PODGRAFT_FUZZ_SEED ?? 1);

/** As a host writes it: keys sorted, no comment, nothing else as it was. */
function reserialised(text: string): string {
  return asYaml(sorted(yamlValue(text) as Value));
}

function sorted(value: Value): Value {
  if (isList(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const out = newMap();
  for (const key of Object.keys(value).sort()) out[key] = sorted(value[key] as Value);
  return out;
}

interface Sample {
  readonly text: string;
  readonly a: Config;
  readonly b: Config;
}

function sample(seed: number): Sample {
  const random = new Random(seed);
  return { text: asYaml(workload(random)), a: configOf(injector(random, "a")), b: configOf(injector(random, "b")) };
}

/** The text with both configurations in it, one after the other; undefined if they are at odds. */
async function both(text: string, [first, second]: readonly [Config, Config]): Promise<string | undefined> {
  const once = await injected(text, first);
  const twice = await injected(once.text, second);
  return hasErrors([...once.diagnostics, ...twice.diagnostics]) ? undefined : twice.text;
}

function sameValues(actual: string, wanted: string, what: string): void {
  if (equal(yamlValue(actual), yamlValue(wanted))) return;
  assert.unreachable(`${what}\n--- got\n${actual}\n--- want\n${wanted}`);
}

function sameText(actual: string, wanted: string, what: string): void {
  if (actual !== wanted) assert.unreachable(`${what}\n--- got\n${actual}\n--- want\n${wanted}`);
}

suite("the laws on generated workloads and configurations", (test) => {
  const property = (name: string, check: (seed: number) => Promise<void>, runs = RUNS) =>
    test(name, () => fc.assert(fc.asyncProperty(fc.integer({ min: 0 }), check), { numRuns: runs, seed: SEED }));

  property("one configuration", async (seed) => {
    const random = new Random(seed);
    const text = asYaml(workload(random));
    const config = injector(random, "a");
    await checkLaws(text, configOf(config), configOf(newerSpec(config)));
  });

  property("two configurations, in either order", async (seed) => {
    const { text, a, b } = sample(seed);
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const) {
      const two = await both(text, [first, second]);
      if (two === undefined) continue;
      for (const config of [a, b, a]) sameText((await injected(two, config)).text, two, `injecting ${config.name} again changes the text`);
      for (const config of [a, b]) {
        const again = await injected(reserialised(two), config);
        sameValues(again.text, two, `injecting ${config.name} again after a host changes a value`);
        assert.equal(
          again.diagnostics.filter(({ severity }) => severity !== "info"),
          [],
        );
      }
      sameValues((await uninjected(two)).text, text, "taking both out does not give the original back");
      sameValues((await uninjected(two, second.name)).text, (await injected(text, first)).text, "the first one is not left");
      for (const names of [
        [a.name, b.name],
        [b.name, a.name],
      ] as const) {
        const left = await uninjected((await uninjected(two, names[0])).text, names[1]);
        sameValues(left.text, text, `taking ${names.join(" and then ")} out does not give the original back`);
      }
    }
  });

  property("a workload's own selector and the labels it needs", async (seed) => {
    const { text, a } = sample(seed);
    const once = yamlValue((await injected(text, a)).text);
    const before = yamlValue(text);
    assert.is(stableJson(at(once, "spec", "selector") ?? null), stableJson(at(before, "spec", "selector") ?? null));
    const label = ["spec", "template", "metadata", "labels", "app"];
    assert.is(at(once, ...label), at(before, ...label));
  });
});
