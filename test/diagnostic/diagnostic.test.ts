import { codes } from "../../src/diagnostic/codes.ts";
import { diagnostic, hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { assert, suite } from "../cases.ts";

suite("codes", (test) => {
  test("are names, their summaries sentences", () => {
    for (const [code, { summary }] of Object.entries(codes)) {
      assert.match(code, /^[A-Z][A-Za-z]+$/);
      assert.match(summary, /^[A-Z].*\.$/, code);
    }
  });
  test("of Istio's have Istio's form", () => {
    for (const facts of Object.values(codes)) if ("ist" in facts) assert.match(facts.ist, /^IST\d{4}$/);
  });
  test("give a diagnostic its severity", () => {
    const error = diagnostic("PortConflict", { message: "m" });
    const info = diagnostic("Grafted", { message: "m" });
    assert.equal([error.severity, info.severity, hasErrors([info]), hasErrors([info, error])], ["error", "info", false, true]);
  });
});
