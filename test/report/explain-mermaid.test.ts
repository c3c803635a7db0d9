import { explainMermaid } from "../../src/report/explain-mermaid.ts";
import { assert, suite } from "../cases.ts";
import { explanation } from "./explained.ts";

suite("decisions as a flowchart", (test) => {
  test("go from the workload by each fact to the end, texts escaped", () =>
    assert.is(
      explainMermaid([explanation]),
      `flowchart TD
  w0["Deployment shop/web (a.yaml:1)"]
  w0g0f0["pod label ship: #34;true#34; (a.yaml:7)"]
  w0g0end(["shipper is injected: the pod opts in"]):::yes
  w0 --> w0g0f0 --> w0g0end
  w0g1end(["istio is not injected: the policy is disabled"]):::no
  w0 --> w0g1end
  classDef yes fill:#d7f0dc,stroke:#2e7d32,color:#000
  classDef no fill:#eee,stroke:#777,color:#000
`,
    ));
});
