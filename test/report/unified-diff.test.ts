import { coloured } from "../../src/report/unified-diff.ts";
import { assert, suite } from "../cases.ts";

suite("a diff in colour", (test) => {
  test("has the colours of its lines, and no line break or command of the file's own", () =>
    assert.is(
      coloured("--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n kept\r\n-old\u001b[2J\r\n+new\r\n"),
      "\u001b[1m--- a/f\u001b[0m\n\u001b[1m+++ b/f\u001b[0m\n\u001b[36m@@ -1,2 +1,2 @@\u001b[0m\n kept\n\u001b[31m-old\\u001b[2J\u001b[0m\n\u001b[32m+new\u001b[0m\n",
    ));
});
