import { load, open } from "../../src/app/load.ts";
import { split } from "../../src/krm/split.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  readonly text: string;
  /** The parts that count. */
  readonly relevant: readonly number[];
  /** Those that are read before the first workload is looked at. */
  readonly opened: readonly number[];
  readonly isWhole?: true;
  readonly faults?: number;
}

const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n";
const namespace = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: n\n";
const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: s\n";
const documents = (...texts: readonly string[]) => texts.join("---\n");
const list = (...texts: readonly string[]) =>
  `kind: ResourceList\nitems:\n${texts.map((text) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`).join("")}`;

const rows: readonly Row[] = [
  { name: "documents", text: documents(deployment, service, namespace), relevant: [0, 2], opened: [2] },
  { name: "a List", text: `kind: List\napiVersion: v1\nitems:\n- ${deployment.replaceAll("\n", "\n  ")}`, relevant: [0], opened: [0] },
  { name: "a ResourceList", text: list(deployment, service, namespace), relevant: [0, 2], opened: [2] },
  { name: "a ResourceList in flow style", text: `{kind: ResourceList, items: []}\n`, relevant: [0], opened: [0], isWhole: true },
  {
    name: "items that name each other's anchors",
    text: list(deployment.replace("name: a", "name: &a a"), service.replace("name: s", "name: *a")),
    relevant: [0],
    opened: [0],
    isWhole: true,
  },
  {
    name: "a workload that cannot be read",
    text: documents(`${deployment}  labels: [\n`, namespace),
    relevant: [0, 1],
    opened: [1],
    faults: 1,
  },
  {
    name: "a namespace that cannot be read",
    text: documents(deployment, `${namespace}  labels: [\n`),
    relevant: [0, 1],
    opened: [0],
    faults: 1,
  },
];

table("what is read of a manifest", rows, {
  title: ({ name }) => name,
  run: ({ text, relevant, opened, isWhole = false, faults = 0 }) => {
    const before = open(split("x.yaml", text));
    const all = load(split("x.yaml", text));
    assert.equal([...before.units.keys()], opened);
    for (const read of [before, all]) {
      assert.equal(read.relevant, relevant);
      assert.is(read.manifest.list?.whole ?? false, isWhole);
    }
    assert.is(all.units.size, relevant.length - faults);
    assert.is(all.diagnostics.length > 0, faults > 0);
  },
});
