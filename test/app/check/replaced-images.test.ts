import { replacedImages } from "../../../src/app/check/replaced-images.ts";
import type { WorkloadOutcome } from "../../../src/app/inject/inject-workload.ts";
import { diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { toValue } from "../../../src/value/value.ts";
import { assert, suite } from "../../cases.ts";

const edit = (current: string, proposed: string, path = "spec.template.spec.containers[logs].image") =>
  diagnostic("ForeignEditKept", { message: "It stays", field: { path, current, proposed } });
const workloads = (...images: string[]) =>
  images.map((image) => ({
    object: { value: toValue({ spec: { containers: [{ name: "logs", image }] } }) },
  })) as unknown as WorkloadOutcome[];

const rows = [
  { of: "one image everywhere", edits: [edit("mirror/logs:1", "logs:1")], images: ["mirror/logs:1"], severities: ["info"] },
  {
    of: "the same image in each of two workloads",
    edits: [edit("mirror/logs:1", "logs:1"), edit("mirror/logs:1", "logs:1")],
    images: ["mirror/logs:1", "mirror/logs:1"],
    severities: ["info", "info"],
  },
  {
    of: "one image where another workload keeps the grafted one",
    edits: [edit("x:1", "logs:1")],
    images: ["x:1", "logs:1"],
    severities: ["warning"],
  },
  {
    of: "two images for one",
    edits: [edit("x:1", "logs:1"), edit("y:1", "logs:1")],
    images: ["x:1", "y:1"],
    severities: ["warning", "warning"],
  },
  {
    of: "a field other than an image",
    edits: [edit("x", "y", "spec.template.spec.containers[logs].command")],
    images: ["x"],
    severities: ["warning"],
  },
];

suite("images that kustomize's images transformer replaces", (test) => {
  for (const { of, edits, images, severities } of rows)
    test(`${of}: ${severities.join(", ")}`, () =>
      assert.equal(
        replacedImages(edits, workloads(...images)).map(({ severity }) => severity),
        severities,
      ));
});
