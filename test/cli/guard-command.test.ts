import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { assert, suite } from "../cases.ts";
import { podgraft, withFiles } from "./run.ts";

const CONFIG = "examples/log-shipper/injector.yaml";

interface Printed {
  readonly kind: string;
  readonly spec: { readonly failurePolicy?: string; readonly validationActions?: readonly string[] };
}

function printed(text: string): readonly Printed[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Printed);
}

suite("guard", (test) => {
  test("prints a policy that refuses, and its binding", () => {
    const { out, err, code } = podgraft(["guard", "-c", CONFIG]);
    assert.equal([code, err], [0, ""]);
    const [policy, binding] = printed(out);
    assert.equal([policy?.kind, policy?.spec.failurePolicy], ["ValidatingAdmissionPolicy", "Fail"]);
    assert.equal([binding?.kind, binding?.spec.validationActions], ["ValidatingAdmissionPolicyBinding", ["Deny"]]);
  });
  for (const [action, written] of [
    ["warn", "Warn"],
    ["audit", "Audit"],
  ] as const)
    test(`--action ${action} lets pods in, also where the policy fails`, () => {
      const [policy, binding] = printed(podgraft(["guard", "-c", CONFIG, "--action", action]).out);
      assert.equal([policy?.spec.failurePolicy, binding?.spec.validationActions], ["Ignore", [written]]);
    });
  test("writes to a file", () =>
    withFiles({}, (dir) => {
      const { out, code } = podgraft(["guard", "-c", CONFIG, "-o", `${dir}/guard.yaml`]);
      assert.equal([code, out], [0, ""]);
      assert.is(readFileSync(`${dir}/guard.yaml`, "utf8"), podgraft(["guard", "-c", CONFIG]).out);
    }));
  test("tells on standard error what the policy does not ask for, with the line", () =>
    withFiles({ "c.yaml": CONFIG_WITH_TEXT }, (dir) => {
      const { out, err, code } = podgraft(["guard", "-c", `${dir}/c.yaml`]);
      assert.is(code, 0);
      assert.match(out, "wants_x");
      assert.match(err, /The policy does not require texts[\s\S]*c\.yaml:8/);
    }));
  test("wants a configuration", () => {
    const { err, code } = podgraft(["guard"]);
    assert.is(code, 2);
    assert.match(err, "guard needs --config");
  });
});

const CONFIG_WITH_TEXT = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: mesh}
spec:
  sidecars:
  - {name: x, policy: enabled, template: {spec: {containers: [{name: x, image: x}]}}}
  - name: texts
    templateText: "spec: {}"
    policy: enabled
`;
