import { skippedContainers } from "../../src/dialects/skipped-containers.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const pod = toValue({ spec: { containers: [{ name: "web" }], initContainers: [{ name: "migrate" }] } }) as ValueMap;

const rows = [
  { listed: [], told: [] },
  { listed: [""], told: [] },
  { listed: ["web", "migrate"], told: [] },
  { listed: [" web", "logs"], told: ["write web, without spaces around it", "remove it"] },
];

table("containers that an annotation skips:", rows, {
  title: ({ listed }) => JSON.stringify(listed),
  run: ({ listed, told }) => {
    const { names, diagnostics } = skippedContainers(pod, "example.com/skip", listed);
    assert.equal([...names], listed);
    assert.equal(
      diagnostics.map(({ fix }) => fix),
      told,
    );
  },
});
