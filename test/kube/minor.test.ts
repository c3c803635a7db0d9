import { minorOf } from "../../src/kube/minor.ts";
import { assert, table } from "../cases.ts";

table(
  "minorOf",
  [
    ["1.34", 34],
    ["v1.9.0", 9],
    ["1.34-eks", 34],
    ["34", undefined],
    ["1.x", undefined],
  ] as const,
  {
    title: ([version]) => version,
    run: ([version, minor]) => assert.is(minorOf(version), minor),
  },
);
