import { podSums, sumsBetween } from "../../../src/app/diff/pod-sums.ts";
import { toValue } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";

const ask = (cpu: string | number, memory = "0") => ({ resources: { requests: { cpu, memory } } });

const rows: readonly { readonly title: string; readonly spec: object; readonly replicas?: number; readonly sums: readonly number[] }[] = [
  { title: "nothing", spec: {}, sums: [0, 0, 0, 0] },
  { title: "two containers", spec: { containers: [ask("100m", "1Ki"), ask(0.5)], volumes: [{}] }, sums: [2, 1, 600, 1024] },
  { title: "of three replicas", spec: { containers: [ask("100m", "1Ki")], volumes: [{}] }, replicas: 3, sums: [1, 1, 300, 3072] },
  { title: "a limit alone", spec: { containers: [{ resources: { limits: { cpu: 1 } } }] }, sums: [1, 0, 1000, 0] },
  {
    title: "init containers, of which native sidecars run on",
    spec: { initContainers: [ask(1), { ...ask(2), restartPolicy: "Always" }] },
    sums: [2, 0, 2000, 0],
  },
  { title: "what is not an amount", spec: { containers: [ask("much")] }, sums: [1, 0, 0, 0] },
];

table("what a pod template asks for", rows, {
  title: ({ title }) => title,
  run: ({ spec, replicas = 1, sums }) => {
    const { containers, volumes, cpu, memory } = podSums(toValue({ spec }), replicas);
    assert.equal([containers, volumes, cpu, memory], sums);
  },
});

suite("the sums of a workload", (test) => {
  test("are what there is more afterwards", () => {
    const [one, two] = [["100m"], ["100m", "200m"]].map((all) => podSums(toValue({ spec: { containers: all.map((cpu) => ask(cpu)) } }), 2));
    assert.equal(sumsBetween([one!], [two!]), { containers: 1, volumes: 0, cpu: 400, memory: 0 });
    assert.equal(sumsBetween([two!], []), { containers: -2, volumes: 0, cpu: -600, memory: 0 });
  });
});
