import { expandPath, problemOfPath } from "../../src/kube/template-path.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly path: string;
  readonly object: unknown;
  readonly paths: readonly string[];
  /** Each as the way, what is expected, and whether it may be missing. */
  readonly missing?: readonly string[];
}

const rows: readonly Row[] = [
  { path: ".", object: {}, paths: [""] },
  { path: "a.b", object: { a: { b: {} } }, paths: ["a.b"] },
  { path: "a.b", object: { a: {} }, paths: [], missing: ["a.b a pod template"] },
  { path: "a.b", object: { a: [] }, paths: [], missing: ["a a map"] },
  { path: "a?.b", object: {}, paths: [], missing: ["a a map, may be"] },
  { path: "a?.b", object: { a: 1 }, paths: [], missing: ["a a map"] },
  { path: "a[].b", object: { a: [{ b: {} }, {}] }, paths: ["a.0.b"], missing: ["a.1.b a pod template"] },
  { path: "a[].b", object: { a: [] }, paths: [] },
  { path: "a[][]", object: { a: [[{}], [{}, {}]] }, paths: ["a.0.0", "a.1.0", "a.1.1"] },
  { path: "a.*.b", object: { a: { x: { b: {} }, y: { b: {} } } }, paths: ["a.x.b", "a.y.b"] },
  { path: "a?[].b", object: { a: null }, paths: [], missing: ["a a list, may be"] },
];

table("where pod templates are", rows, {
  title: ({ path, object }) => `${path} in ${JSON.stringify(object)}`,
  run: ({ path, object, paths, missing = [] }) => {
    const found = expandPath(toValue(object) as ValueMap, path);
    assert.equal(
      found.paths.map((each) => each.join(".")),
      paths,
    );
    assert.equal(
      found.missing.map((each) => `${each.path.join(".")} ${each.expected}${each.isOptional ? ", may be" : ""}`),
      missing,
    );
  },
});

table("paths that cannot be", ["", "a..b", "a[0]", "[]a", "a?b", "?", "a*", "x".repeat(501)], {
  title: (path) => path.slice(0, 10) || "empty",
  run: (path) => assert.type(problemOfPath(path), "string"),
});

table("paths that can be", [".", "spec.template", "a?[][].*.b-c"], {
  title: (path) => path,
  run: (path) => assert.is(problemOfPath(path), undefined),
});
