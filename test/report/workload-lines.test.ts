import { type Diagnostic, diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { workloadLines } from "../../src/report/workload-lines.ts";
import { assert, suite } from "../cases.ts";

function told(name: string, message: string): Diagnostic {
  const resource = { apiVersion: "apps/v1", kind: "Deployment", name, namespace: "shop" };
  return diagnostic(message.includes(" not ") ? "NotGrafted" : "Grafted", { message, resource });
}

suite("the lines of workloads", (test) => {
  test("one for each, with everything that was decided", () => {
    const found = [
      told("web", "log-shipper is injected: its namespace is selected"),
      told("web", "istio is injected: the pod opts in"),
      told("web", "istio is injected: the pod opts in"),
      told("cache", "istio is not injected: the pod opts out"),
      diagnostic("UnpinnedVersion", { message: "Cannot keep Istio's version as it is: istio.tag is not set; expected a tag" }),
    ];
    assert.equal(workloadLines(found), [
      "  Deployment shop/web: log-shipper injected (its namespace is selected), istio injected (the pod opts in)",
      "  Deployment shop/cache: istio not injected (the pod opts out)",
    ]);
  });
  test("twenty are told, more are not", () => {
    const many = Array.from({ length: 21 }, (_, i) => told(`w${i}`, "istio is injected: the pod opts in"));
    assert.is(workloadLines(many.slice(1)).length, 20);
    assert.is(workloadLines(many).length, 0);
  });
});
