import { withAdmittedOf, withNotesOf, withoutAdmitted, withoutNotes } from "../../src/graft/controller-made.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

const value = (data: unknown) => toValue(data) as ValueMap;
const note = { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z" };
const token = { name: "kube-api-access-abc12" };
const mount = { ...token, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount" };
const gone = { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 };

suite("what the server's controllers make", (test) => {
  const noted = value({ metadata: { annotations: { note: "x", ...note }, labels: { "job-name": "j" } } });
  test("notes are taken off and put back", () => {
    const bare = withoutNotes(noted, () => true);
    assert.equal(bare, value({ metadata: { annotations: { note: "x" } } }));
    assert.equal(
      withNotesOf(bare, noted, () => true),
      noted,
    );
  });
  test("labels are a Job's only", () => {
    const bare = withoutNotes(noted, (which) => which === "annotations");
    assert.equal(bare, value({ metadata: { annotations: { note: "x" }, labels: { "job-name": "j" } } }));
  });
  test("what admission gives a Pod is taken off and put back where it was", () => {
    const admitted = value({
      spec: {
        containers: [{ name: "a", volumeMounts: [mount, { name: "v", mountPath: "/v" }] }, { name: "b" }],
        volumes: [{ name: "v" }, token],
        tolerations: [gone],
      },
    });
    const bare = withoutAdmitted(admitted);
    const containers = [{ name: "a", volumeMounts: [{ name: "v", mountPath: "/v" }] }, { name: "b" }];
    assert.equal(bare, value({ spec: { containers, volumes: [{ name: "v" }] } }));
    assert.equal(withAdmittedOf(bare, admitted), admitted);
  });
});
