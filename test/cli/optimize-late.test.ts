import { isLong } from "../../src/cli/optimize-late.ts";
import { assert, suite } from "../cases.ts";

suite("a long input", (test) => {
  test("begins at 64 K characters", () => assert.equal([0, (1 << 16) - 1, 1 << 16].map(isLong), [false, false, true]));
});
