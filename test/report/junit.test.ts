import { junit } from "../../src/report/junit.ts";
import { assert, suite } from "../cases.ts";
import { error, info, warning } from "./findings.ts";

suite("findings as JUnit has them", (test) => {
  const report = (...found: Parameters<typeof junit>[0][number][]) => junit(found, { fails: ({ severity }) => severity === "error" });
  test("one passed test where there are none", () => {
    assert.match(report(), 'tests="1" failures="0"');
    assert.match(report(), '<testcase classname="podgraft" name="check"/>');
  });
  test("a failure for what fails, all else told", () => {
    const text = report(error, warning, info);
    assert.match(text, 'tests="3" failures="1"');
    assert.match(text, '<testcase classname="PortConflict" name="Deployment shop/web (a b/web.yaml:4:2)"><failure type="PortConflict">');
    assert.match(text, '<testcase classname="DeprecatedAnnotation" name="input"><system-out>deprecated</system-out></testcase>');
  });
  test("texts are escaped, and hold no character that XML cannot hold", () => {
    const text = report(error, warning);
    assert.match(text, "two &#60;containers&#62; listen on &#34;80&#34;");
    assert.match(text, "unknown annotation\\u0007<");
  });
});
