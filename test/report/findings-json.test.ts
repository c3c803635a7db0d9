import { findingsJson } from "../../src/report/findings-json.ts";
import { assert, suite } from "../cases.ts";
import { error, warning, web } from "./findings.ts";

suite("findings as JSON", (test) => {
  test("hold what is known of each", () =>
    assert.equal(JSON.parse(findingsJson([error, warning])), [
      { code: "PortConflict", severity: "error", message: error.message, resource: web, location: error.location },
      { code: "UnknownAnnotation", istioCode: "IST0108", severity: "warning", message: warning.message, resource: web },
    ]));
  test("are an empty list where there are none", () => assert.is(findingsJson([]), "[]\n"));
});
