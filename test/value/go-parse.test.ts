import { parseGoBool, parseGoUint } from "../../src/istio/go-parse.ts";
import { assert, table } from "../cases.ts";

table(
  "booleans as Go reads them",
  [
    ["T", true],
    ["true", true],
    ["1", true],
    ["F", false],
    ["0", false],
    ["tRue", undefined],
    ["yes", undefined],
    ["", undefined],
    ["constructor", undefined],
  ] as const,
  {
    title: ([text]) => text || "empty",
    run: ([text, value]) => assert.is(parseGoBool(text), value),
  },
);

table(
  "numbers as Go reads them",
  [
    ["0", 16, 0],
    ["65535", 16, 65535],
    ["65536", 16, undefined],
    ["4294967295", 32, 4294967295],
    ["007", 16, 7],
    ["-1", 16, undefined],
    ["+1", 16, undefined],
    ["1.0", 16, undefined],
    ["", 16, undefined],
  ] as const,
  {
    title: ([text, bits]) => `${text} of ${bits} bits`,
    run: ([text, bits, value]) => assert.is(parseGoUint(text, bits), value),
  },
);
