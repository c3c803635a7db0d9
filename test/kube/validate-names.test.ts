import { validateNames } from "../../src/kube/validate-names.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [name: unknown, good: boolean])[] = [
  ["a", true],
  ["a-1", true],
  ["1", true],
  ["a".repeat(63), true],
  ["$(NAME)", true],
  ["{{ .Name }}", true],
  [80, true],
  ["A", false],
  ["a_b", false],
  ["a.b", false],
  ["-a", false],
  ["a-", false],
  ["", false],
  ["a".repeat(64), false],
  [undefined, false],
  [null, false],
];

table("names of containers and volumes", rows, {
  title: ([name]) => String(name).slice(0, 20),
  run: ([name, good]) => {
    const found = validateNames(
      toValue({ spec: { containers: [{ name: "good" }, { name }], volumes: [{ name }], hostAliases: [{ name }] } }),
    );
    assert.equal(
      found.map(({ path }) => path),
      good ? [] : ["spec.containers[1].name", "spec.volumes[0].name"],
    );
  },
});

table("names that are not asked for", [{ spec: { containers: [{ $patch: "delete" }] } }, { spec: { containers: "a" } }, {}], {
  title: (template) => JSON.stringify(template),
  run: (template) => assert.equal(validateNames(toValue(template)), []),
});
