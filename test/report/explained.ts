import type { Explanation } from "../../src/app/explain/explanation.ts";
import { web } from "./findings.ts";

/** A pod template that one sidecar goes into and another does not. */
export const explanation: Explanation = {
  resource: web,
  location: { file: "a.yaml", line: 1 },
  namespace: "shop",
  podTemplate: "spec.template",
  decisions: [
    {
      graft: "shipper",
      inject: true,
      code: "OptedIn",
      reason: "the pod opts in",
      evidence: [{ fact: "pod label ship", found: '"true"', source: { file: "a.yaml", line: 7 } }],
      wouldChange: ["the label ship=false"],
    },
    { graft: "istio", inject: false, code: "PolicyDisabled", reason: "the policy is disabled", evidence: [], wouldChange: [] },
  ],
};
