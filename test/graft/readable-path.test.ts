import type { Path } from "../../src/change/changes.ts";
import { readablePath } from "../../src/graft/readable-path.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [path: Path, text: string])[] = [
  [[], ""],
  [["spec", "template", "spec", "containers", { item: "web" }, "image"], "spec.template.spec.containers[web].image"],
  [["metadata", "labels", "app.kubernetes.io/name"], "metadata.labels[app.kubernetes.io/name]"],
  [["ports", { item: "80/TCP" }], "ports[80/TCP]"],
];

table("a path as people write it", rows, {
  title: ([, text]) => text || "empty",
  run: ([path, text]) => assert.is(readablePath(path), text),
});
