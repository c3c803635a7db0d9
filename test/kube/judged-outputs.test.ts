import { spawnSync } from "node:child_process";
import { podTemplatePaths, workloadOf } from "../../src/kube/workloads.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, caseDirs, suite } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { isJudged, judge } from "./judge.ts";
import { graftedObjectsIn, type Output, objectsIn, outputFiles } from "./outputs.ts";

/** Whole manifests, and cases that hold little more than what they are about: of these only the pod templates are judged. */
const examples = ["examples", "kustomization-examples"].flatMap(caseDirs);
const whole = examples.flatMap(({ dir }) => outputFiles(dir));
const parts = outputFiles("test/data");
const graftedIn = (file: string) => graftedObjectsIn(file).filter(isJudged);

suite("outputs are valid to kubernetes-models", (test) => {
  for (const file of whole) test(file, () => check(objectsIn(file).filter(isJudged)));
  for (const file of parts) test(file, () => check(graftedIn(file).flatMap(podTemplatesOf)));
  test("every example that prints manifests has one that was grafted into, or an admission policy", () => {
    const isPolicy = ({ kind }: Output) => kind === "ValidatingAdmissionPolicy";
    const isShown = (file: string) => graftedIn(file).length > 0 || objectsIn(file).some(isPolicy);
    for (const { dir } of examples) {
      const files = outputFiles(dir);
      assert.ok(files.length === 0 || files.some(isShown), dir);
    }
  });
  test("the cases have some", () => assert.ok(parts.some((file) => graftedIn(file).length > 0)));
});

function check(objects: readonly Output[]): void {
  for (const object of objects) assert.is(judge(object), "");
}

/** Each pod template as an object of its own. */
function podTemplatesOf(object: Output): readonly Output[] {
  const workload = workloadOf(String(object.apiVersion), String(object.kind));
  const value = toValue(object) as ValueMap;
  const paths = workload ? podTemplatePaths(value, workload).paths : [];
  return paths.map((path) => {
    const { metadata, spec } = at(value, ...path) as ValueMap;
    return { apiVersion: "v1", kind: "PodTemplate", metadata: { name: "judged" }, template: { metadata, spec } };
  });
}

/**
 * `kubectl apply --dry-run=client` asks a cluster for its kinds, `--validate=false` or not. What works without one and
 * decodes the manifest into Kubernetes' own types is `kubectl set image --local`, so that a field of a wrong type fails. It knows
 * no PodTemplate.
 */
hostSuite(["kubectl"], "outputs can be read by kubectl", (test) => {
  test("set image --local", () => {
    const objects = [...whole, ...parts].flatMap(graftedIn).filter((object) => object.kind !== "PodTemplate" && isJson(object));
    const { stdout, stderr } = kubectl(objects);
    assert.is(stderr, "");
    assert.is(stdout.trim().split("\n").length, objects.length);
  });
  test("it refuses a wrong type", () => {
    const wrong = { apiVersion: "v1", kind: "Pod", metadata: { name: "wrong" }, spec: { containers: [{ name: "a", image: 1 }] } };
    assert.match(kubectl([wrong]).stderr, "cannot unmarshal number");
  });
});

/** JSON has no infinity, and JavaScript no integers beyond a double: such objects are left to the other judge. */
function isJson(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isJson);
  return typeof value !== "number" || Math.abs(value) < Number.MAX_SAFE_INTEGER;
}

function kubectl(objects: readonly Output[]) {
  const named = objects.map((object, i) => ({ ...object, metadata: { ...object.metadata, name: `judged-${i}` } }));
  const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: named });
  const args = ["set", "image", "--local", "-f", "-", "*=example.com/judged", "-o", "name"];
  return spawnSync("kubectl", args, { input, encoding: "utf8" });
}
