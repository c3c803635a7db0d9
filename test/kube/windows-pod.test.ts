import { windowsMark } from "../../src/kube/windows-pod.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  readonly spec: unknown;
  /** The fact that says so. */
  readonly windows?: string;
}

const expression = (values: readonly string[], operator = "In") => ({ key: "kubernetes.io/os", operator, values });

function affinity(...terms: readonly (readonly object[])[]) {
  const nodeSelectorTerms = terms.map((matchExpressions) => ({ matchExpressions }));
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

const other = { key: "zone", operator: "In", values: ["a"] };

const rows: readonly Row[] = [
  { name: "nothing said", spec: {} },
  { name: "no spec", spec: null },
  { name: "os.name", spec: { os: { name: "windows" } }, windows: "os.name" },
  { name: "os.name linux", spec: { os: { name: "linux" } } },
  { name: "os.name linux beats the selector", spec: { os: { name: "linux" }, nodeSelector: { "kubernetes.io/os": "windows" } } },
  {
    name: "an os without name",
    spec: { os: {}, nodeSelector: { "kubernetes.io/os": "windows" } },
    windows: "nodeSelector kubernetes.io/os",
  },
  { name: "the selector", spec: { nodeSelector: { "kubernetes.io/os": "windows" } }, windows: "nodeSelector kubernetes.io/os" },
  { name: "the old label", spec: { nodeSelector: { "beta.kubernetes.io/os": "windows" } }, windows: "nodeSelector beta.kubernetes.io/os" },
  { name: "the selector linux", spec: { nodeSelector: { "kubernetes.io/os": "linux" } } },
  { name: "a required affinity", spec: affinity([other, expression(["windows"])]), windows: "required node affinity" },
  { name: "an alternative without", spec: affinity([expression(["windows"])], [other]) },
  { name: "either system", spec: affinity([expression(["windows", "linux"])]) },
  { name: "not Windows", spec: affinity([expression(["windows"], "NotIn")]) },
  { name: "no terms", spec: affinity() },
];

table("pods for Windows nodes", rows, {
  title: ({ name }) => name,
  run: ({ spec, windows }) => assert.is(windowsMark(toValue({ spec }))?.fact, windows),
});
