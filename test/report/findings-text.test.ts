import { findingsText } from "../../src/report/findings-text.ts";
import { assert, suite } from "../cases.ts";
import { error, info, warning } from "./findings.ts";

suite("findings as text", (test) => {
  test("have their place, and Istio's code", () =>
    assert.is(
      findingsText([error, warning, info]),
      `error PortConflict: ${error.message}
  at Deployment shop/web (a b/web.yaml:4:2)
warning UnknownAnnotation (IST0108): unknown annotation\\u0007
  at Deployment shop/web
info DeprecatedAnnotation (IST0135): deprecated
`,
    ));
  test("have their fix", () => assert.match(findingsText([{ ...info, fix: "remove it" }]), /: remove it\n$/));
});
