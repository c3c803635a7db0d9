import type { Difference } from "../../src/app/diff/differences.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { differencesSummary, differencesText } from "../../src/report/differences-text.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { web } from "./findings.ts";

const sums = { containers: 1, volumes: 0, cpu: 1500, memory: -(64 * 2 ** 20) };
const difference = {
  resource: web,
  location: { file: "a.yaml", line: 1 },
  restarts: true,
  recreates: false,
  sums,
  changes: [
    { op: "set", meaning: "image", path: "spec.containers[a].image", before: "a:1", after: "a:2" },
    { op: "add", meaning: "container", path: "spec.containers[b]", after: toValue({ name: "b", image: "b:1" }) },
    { op: "remove", meaning: "volumes", path: "spec.volumes[v]", before: toValue({ name: "v", emptyDir: {} }) },
    { op: "order", meaning: "container", path: "spec.containers" },
  ],
} as unknown as Difference;

suite("differences as text", (test) => {
  test("say about each workload what changes, by meaning", () => {
    const lines = differencesText([difference]).split("\n");
    assert.match(lines[0] ?? "", /^Deployment shop\/web \(a\.yaml:1\): restarts$/);
    const all = lines.join("\n");
    for (const part of ["image: a:1 -> a:2", "[b]: + b:1", "[v]: - {name, emptyDir}", "containers: in another order"])
      assert.match(all, part);
  });
  test("say what a workload has to suffer", () => {
    assert.match(differencesText([{ ...difference, restarts: false }]), "keeps running");
    assert.match(differencesText([{ ...difference, recreates: true }]), "deleted");
  });
  test("are summed up, with signs", () => {
    const text = differencesSummary([difference, { ...difference, restarts: false }], []);
    const amounts = [...text.matchAll(/ ([+-]?[\d.]+\w*)$/gm)].map(([, amount]) => amount);
    assert.equal(amounts, ["2", "1", "0", "+2", "+0", "+3", "-128Mi"]);
  });
  test("count the workloads of each form of a graft that has several", () => {
    const told = (name: string, variant?: string) =>
      diagnostic("Grafted", { message: "", resource: { ...web, name }, graft: { name: "istio", why: "", ...(variant && { variant }) } });
    const found = [told("a", "revision 1-31"), told("b", "revision 1-30"), told("c", "revision 1-31"), told("d")];
    const lines = differencesSummary([], found).split("\n");
    assert.equal(lines.slice(-3), ["workloads with istio, revision 1-30  1", "workloads with istio, revision 1-31  2", ""]);
  });
});
