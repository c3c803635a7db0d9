import { annotationFault, ignoredAnnotation, misspeltAnnotations } from "../../src/dialects/annotation-faults.ts";
import { assert, suite } from "../cases.ts";

const fault = { found: "x", expected: "y", fix: "write y" };
const object = {
  identity: { apiVersion: "v1", kind: "ServiceAccount", name: "web" },
  value: {},
  locate: (path: readonly string[]) => ({ file: path.join("/"), line: 3 }),
};

suite("a fault of an annotation", (test) => {
  test("of the pod has its field", () => {
    const { code, message, field, resource } = ignoredAnnotation("a/b", fault);
    assert.equal(
      [code, message, field, resource],
      ["IgnoredAnnotation", 'a/b has no effect: it is "x"; expected y', { path: "metadata.annotations[a/b]" }, undefined],
    );
  });
  test("that is misspelt names the one that is near", () => {
    const annotations = { "a/role-am": "x", "a/role-arn": "x", "a/unlike": "x", "b/role-am": "x" };
    const told = misspeltAnnotations("a", ["role-arn"], { ...object, value: { metadata: { annotations } } as never });
    assert.equal(
      told.map(({ fix, location }) => [fix, location?.line]),
      [["write a/role-arn", 3]],
    );
  });
  test("of another object has its place", () => {
    const { severity, resource, location } = annotationFault("a/b", { code: "RefusedByInjector", message: "no", fix: "do" }, object);
    assert.equal([severity, resource?.name, location], ["error", "web", { file: "metadata/annotations/a/b", line: 3 }]);
  });
});
