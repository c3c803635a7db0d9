import type { Explanation } from "../../src/app/explain/explanation.ts";
import { explainText } from "../../src/report/explain-text.ts";
import { assert, suite } from "../cases.ts";
import { explanation } from "./explained.ts";

suite("decisions as text", (test) => {
  const text = (more: Partial<Explanation> = {}, verbose = false) => explainText([{ ...explanation, ...more }], { verbose });
  test("have a line each", () =>
    assert.is(
      text(),
      "Deployment shop/web (a.yaml:1): shipper is injected: the pod opts in\nDeployment shop/web (a.yaml:1): istio is not injected: the policy is disabled\n",
    ));
  test("name the pod template where an object may have several", () =>
    assert.match(text({ podTemplate: "spec.tasks[1].template" }), "Deployment shop/web spec.tasks[1].template (a.yaml:1)"));
  test("have every fact, and what would change them, with -v", () =>
    assert.is(
      text({}, true),
      `Deployment shop/web (a.yaml:1): shipper is injected: the pod opts in
    pod label ship: "true" (a.yaml:7)
    -> injected (OptedIn)
    it would not be injected with the label ship=false
Deployment shop/web (a.yaml:1): istio is not injected: the policy is disabled
    not injected (PolicyDisabled)
`,
    ));
});
