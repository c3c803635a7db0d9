import { isReferred, namedKind, withNames } from "../../src/graft/name-references.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

const references = [
  { pod: { envFrom: [{ configMapRef: { name: "a" } }] }, named: "ConfigMap a" },
  { pod: { env: [{ name: "a", valueFrom: { secretKeyRef: { name: "b", key: "a" } } }] }, named: "Secret b" },
  { pod: { volumes: [{ name: "a", secret: { secretName: "b" } }] }, named: "Secret b" },
  { pod: { volumes: [{ name: "a", projected: { sources: [{ configMap: { name: "b" } }] } }] }, named: "ConfigMap b" },
  { pod: { volumes: [{ name: "a", persistentVolumeClaim: { claimName: "b" } }] }, named: "PersistentVolumeClaim b" },
  { pod: { imagePullSecrets: [{ name: "a" }] }, named: "Secret a" },
  { pod: { serviceAccountName: "a" }, named: "ServiceAccount a" },
  { pod: { priorityClassName: "a" }, named: "PriorityClass a" },
];

suite("names of other objects in a pod", (test) => {
  for (const { named, pod } of references)
    test(`${named} (${Object.keys(pod).join()})`, () => {
      const found: string[] = [];
      withNames(toValue(pod), "spec", (kind, name) => {
        found.push(`${kind} ${name}`);
        return name;
      });
      assert.equal(found, [named]);
      assert.ok(isReferred(named.split(" ")[0] as string));
    });

  test("are replaced, and nothing else", () => {
    const pod = { containers: [{ name: "a", envFrom: [{ configMapRef: { name: "a" } }] }], serviceAccountName: "a" };
    const renamed = withNames(toValue(pod), "spec", (kind, name) => (kind === "ConfigMap" ? `prod-${name}` : name));
    assert.equal(renamed, toValue({ ...pod, containers: [{ name: "a", envFrom: [{ configMapRef: { name: "prod-a" } }] }] }));
  });
  test("a pod without another name is the same object", () => {
    const pod = toValue({ containers: [{ name: "a" }] });
    assert.is(
      withNames(pod, "spec", (_, name) => `prod-${name}`),
      pod,
    );
  });
  test("a container's name names no object", () => assert.is(namedKind("containers", "name"), undefined));
});
