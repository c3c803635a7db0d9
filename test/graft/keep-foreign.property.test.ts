import fc from "fast-check";
import { valueAt } from "../../src/graft/path.ts";
import { readablePath } from "../../src/graft/readable-path.ts";
import { workloadListKeys } from "../../src/kube/list-keys.ts";
import { podTemplatePaths, workloadOf } from "../../src/kube/workloads.ts";
import { equal, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { configOf, injected, uninjected, yamlValue } from "../function/run-core.ts";
import { Random } from "../random.ts";
import { runs } from "../runs.ts";
import { asYaml } from "./as-yaml.ts";
import { edited, foreignEdit } from "./edit-value.ts";
import { injector, workload } from "./generate-workload.ts";

const RUNS = runs(200);
const SEED = Number(process.env.PODGRAFT_FUZZ_SEED ?? 1);

function keysOf(object: ValueMap) {
  const known = workloadOf(String(object.apiVersion), String(object.kind));
  const { paths } = podTemplatePaths(object, known as NonNullable<typeof known>);
  return { keys: workloadListKeys(paths), below: [...(paths[0] as readonly string[]), "spec"] };
}

suite("foreign edits between two runs", (test) => {
  const property = (name: string, check: (seed: number) => Promise<void>) =>
    test(name, () => fc.assert(fc.asyncProperty(fc.integer({ min: 0 }), check), { numRuns: RUNS, seed: SEED }));

  property("stay, are reported where they are of what was grafted, and change nothing twice", async (seed) => {
    const random = new Random(seed);
    const original = workload(random);
    const config = configOf(injector(random, "a"));
    const once = yamlValue((await injected(asYaml(original), config)).text) as ValueMap;
    const { keys, below: spec } = keysOf(once);
    const metadata = spec.with(-1, "metadata");
    const below = random.chance(0.3) && valueAt(once, metadata, keys) !== undefined ? metadata : spec;
    const edit = foreignEdit(once, { random, keys, below });
    const changed = edited(once, edit, keys);
    const twice = await injected(asYaml(changed), config);
    const show = () => `${JSON.stringify(edit)}\n--- edited\n${asYaml(changed)}\n--- injected again\n${twice.text}`;
    const thrice = (await injected(twice.text, config)).text;
    if (thrice !== twice.text) assert.unreachable(`the third run changes something: ${show()}\n--- third\n${thrice}`);
    const now = valueAt(yamlValue(twice.text), edit.path, keys);
    const was = valueAt(original, edit.path, keys);
    const grafted = valueAt(once, edit.path, keys);
    const stays = edit.op === "remove" || edit.op === "remove item" ? now === undefined : equal(now, edit.value);
    const told = twice.diagnostics.some(({ field }) => field && isWithin(readablePath(edit.path), field.path));
    // What the workload had as the configuration asks for it was never grafted; now it is.
    const asked = was !== undefined && equal(was, grafted);
    if (!stays && !told && !asked) assert.unreachable(`the edit is lost without a report: ${show()}`);
    if (stays && !told && grafted !== undefined && was === undefined) assert.unreachable(`the edit is not reported: ${show()}`);
    const back = await uninjected(twice.text);
    assert.is(valueAt(yamlValue(back.text), ["metadata", "annotations", "podgraft.dev/provenance"], keys), undefined);
  });
});

/** Whether the place told is the one edited, or one around or within it. */
function isWithin(edit: string, told: string): boolean {
  return edit.startsWith(told) || told.startsWith(edit);
}
