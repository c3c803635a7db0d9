import { meaningOf } from "../../../src/app/diff/meaning.ts";
import type { Path } from "../../../src/change/changes.ts";
import { assert, table } from "../../cases.ts";

const container = ["spec", "containers", { item: "a" }] as const;

const rows: readonly (readonly [path: Path, meaning: string])[] = [
  [container, "container"],
  [[...container, "image"], "image"],
  [[...container, "env", { item: "A" }, "value"], "env"],
  [[...container, "livenessProbe", "httpGet", "port"], "probes"],
  [[...container, "ports", { item: "80/TCP" }], "ports"],
  [["spec", "volumes", { item: "v" }], "volumes"],
  [["spec", "securityContext", "fsGroup"], "security"],
  [["metadata", "annotations", "image"], "metadata"],
  [["spec", "dnsPolicy"], "other"],
];

table("what a change is about", rows, {
  title: ([path]) => path.map((step) => (typeof step === "string" ? step : step.item)).join("."),
  run: ([path, meaning]) => assert.is(meaningOf(path), meaning),
});
