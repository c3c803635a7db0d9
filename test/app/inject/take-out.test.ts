import { alone, takenOut } from "../../../src/app/inject/take-out.ts";
import { split } from "../../../src/krm/split.ts";
import { assert, table } from "../../cases.ts";

const pod = (annotations: string, spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    x: "y"\n${annotations}spec:\n${spec}`;
const noted = (source: string) =>
  `    podgraft.dev/provenance: '{"own":{"added":{"spec/nodeSelector/b":"4wHVjq"},"grafts":["s"],"set":{"spec/hostname":["web","3Srb4c"]}${source}}}'\n`;

/** Kept lines are put back only where that leaves the values as they are. */
const rows: readonly { readonly name: string; readonly source: string; readonly hostname: string; readonly missed: number }[] = [
  { name: "no lines", source: "", hostname: "x", missed: 0 },
  { name: "lines whose place is gone", source: ',"source":[[6,1,"AAAAAA","  hostname: \\"web\\""]]', hostname: "x", missed: 1 },
];

table("layers taken out of a part", rows, {
  title: ({ name }) => name,
  run: ({ source, hostname, missed }) => {
    const text = pod(noted(source), `  hostname: ${hostname}\n  containers: []\n`);
    const part = alone(split("in.yaml", text), 0);
    assert.ok(part);
    const out = takenOut(part, [{ path: [], layers: ["own"] }]);
    assert.is(out.text, pod("", `  hostname: ${hostname}\n  containers: []\n`));
    assert.is(out.missed.length, missed);
  },
});
