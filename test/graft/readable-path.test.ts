import type { Path } from "../../src/change/changes.ts";
import { isWithin, readablePath } from "../../src/graft/readable-path.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [path: Path, text: string])[] = [
  [[], ""],
  [["spec", "template", "spec", "containers", { item: "web" }, "image"], "spec.template.spec.containers[web].image"],
  [["metadata", "labels", "app.kubernetes.io/name"], "metadata.labels[app.kubernetes.io/name]"],
  [["ports", { item: "80/TCP" }], "ports[80/TCP]"],
];

table(
  "within a.b",
  [
    { path: "a.b", is: true },
    { path: "a.b.c", is: true },
    { path: "a.b[c]", is: true },
    { path: "a.bc", is: false },
    { path: "a", is: false },
  ],
  { title: ({ path }) => path, run: ({ path, is }) => assert.is(isWithin(path, "a.b"), is) },
);

table("a path as people write it", rows, {
  title: ([, text]) => text || "empty",
  run: ([path, text]) => assert.is(readablePath(path), text),
});
