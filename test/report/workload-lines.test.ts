import { type Diagnostic, diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { workloadLines } from "../../src/report/workload-lines.ts";
import { assert, suite } from "../cases.ts";

function told(name: string, graft: { name: string; version?: string; why: string }, isInjected = true): Diagnostic {
  const resource = { apiVersion: "apps/v1", kind: "Deployment", name, namespace: "shop" };
  return diagnostic(isInjected ? "Grafted" : "NotGrafted", { message: "", resource, graft });
}

const istio = { name: "istio", version: "1.30.5", why: "opted in" };
const shipper = { name: "log-shipper", why: "namespace not selected" };

suite("the lines of workloads", (test) => {
  test("one for each: what went in, and one reason for the rest", () => {
    const found = [
      told("web", { ...shipper, version: "3.1.9" }),
      told("web", istio),
      told("web", istio),
      told("api", istio),
      told("api", shipper, false),
      told("api", { ...shipper, name: "vault" }, false),
      told("cache", { ...istio, why: "opted out" }, false),
      told("cache", shipper, false),
      told("cache", { ...shipper, name: "vault" }, false),
      diagnostic("UnpinnedVersion", { message: "istio.tag is not set" }),
    ];
    assert.equal(workloadLines(found), [
      "  Deployment shop/web: log-shipper 3.1.9, istio 1.30.5",
      "  Deployment shop/api: istio 1.30.5; not log-shipper, vault (namespace not selected)",
      "  Deployment shop/cache: nothing (opted out, namespace not selected)",
    ]);
  });
  test("twenty are reported; of more it says where to find them", () => {
    const many = Array.from({ length: 21 }, (_, i) => told(`w${i}`, istio));
    assert.is(workloadLines(many.slice(1)).length, 20);
    assert.equal(workloadLines(many), ["  podgraft explain lists each of the 21 workloads"]);
  });
});
