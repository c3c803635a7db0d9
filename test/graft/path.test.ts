import type { Path } from "../../src/change/changes.ts";
import { isSamePath, parsePath, pathText } from "../../src/graft/path.ts";
import { readablePath } from "../../src/graft/readable-path.ts";
import { assert, table } from "../cases.ts";

const rows: readonly [path: Path, text: string, readable: string][] = [
  [[], "", ""],
  [["spec"], "spec", "spec"],
  [["spec", "containers", { item: "web" }, "image"], "spec/containers/~:web/image", "spec.containers[web].image"],
  [["a/b", "c~d"], "a~1b/c~0d", "[a/b][c~d]"],
  [["~1"], "~01", "[~1]"],
  [["~:x"], "~0:x", "[~:x]"],
  [[{ item: "~:x" }], "~:~0:x", "[~:x]"],
  [[{ item: "80/TCP" }, "hostPort"], "~:80~1TCP/hostPort", "[80/TCP].hostPort"],
  [["labels", "app.kubernetes.io/name"], "labels/app.kubernetes.io~1name", "labels[app.kubernetes.io/name]"],
  [["labels", ""], "labels/", "labels[]"],
  [["__proto__", "constructor"], "__proto__/constructor", "__proto__.constructor"],
  [["0", { item: "0" }], "0/~:0", "0[0]"],
];

table(
  "the same path as a/~:b",
  [
    { path: ["a", { item: "b" }], is: true },
    { path: ["a", "b"], is: false },
    { path: ["a"], is: false },
    { path: ["a", { item: "b" }, "c"], is: false },
    { path: ["a", { item: "c" }], is: false },
  ] as { path: Path; is: boolean }[],
  {
    title: ({ path }) => pathText(path),
    run: ({ path, is }) => {
      assert.is(isSamePath(["a", { item: "b" }], path), is);
      assert.is(isSamePath(path, ["a", { item: "b" }]), is);
    },
  },
);

table("paths as text", rows, {
  title: ([, text]) => text || "the object itself",
  run: ([path, text, readable]) => {
    assert.is(pathText(path), text);
    assert.equal(parsePath(text), path);
    assert.is(readablePath(path), readable);
  },
});
