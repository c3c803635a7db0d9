import { podSecurityViolations } from "../../../src/kube/validate/pod-security.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";
import { sampled } from "../../runs.ts";
import { differing, securityRows } from "./judged-security.ts";

suite("Pod Security, as Kubernetes' own policies judge it", (test) => {
  const rows = securityRows();
  test(`${rows.length} pods by the rules of every minor`, () => {
    for (const row of sampled(rows)) assert.equal(differing(row), [], JSON.stringify(row.template));
  });

  test("each level takes some of them and forbids some", () => {
    for (const level of ["baseline", "restricted"] as const) {
      assert.ok(rows.filter((row) => row[level].length === 0).length > 100);
      assert.ok(rows.filter((row) => row[level].length > 0).length > 100);
    }
  });
});

const context = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "Localhost" },
};

/** Each violation as `path = found; expected`. */
const rows: readonly { readonly spec: object; readonly found: readonly string[] }[] = [
  { spec: { containers: [{ name: "a", securityContext: context }] }, found: [] },
  {
    spec: { containers: [{ name: "a", securityContext: { ...context, privileged: true } }] },
    found: ["spec.containers.0.securityContext.privileged = true; false"],
  },
  {
    spec: { securityContext: { runAsNonRoot: false }, containers: [{ name: "a", securityContext: context }] },
    found: ["spec.securityContext.runAsNonRoot = false; true"],
  },
  {
    spec: { hostNetwork: true, containers: [{ name: "a", securityContext: context, ports: [{ containerPort: 80 }] }] },
    found: ["spec.hostNetwork = true; false", "spec.containers.0.ports.0.hostPort = 80; no port of the host"],
  },
  {
    spec: { containers: [{ name: "a", securityContext: context }], volumes: [{ name: "v", hostPath: { path: "/x" } }, { name: "w" }] },
    found: [
      'spec.volumes.0.hostPath = {"path":"/x"}; one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret',
    ],
  },
];

table("where restricted finds what", rows, {
  title: ({ spec }) => JSON.stringify(spec),
  run: ({ spec, found }) =>
    assert.equal(
      podSecurityViolations(toValue({ spec }) as ValueMap, "restricted").map(
        (each) => `${each.path.join(".")} = ${JSON.stringify(each.found)}; ${each.expected}`,
      ),
      found,
    ),
});
