import { resourceList } from "../../bench/manifests.ts";
import { assert, suite } from "../cases.ts";
import { runPodgraft } from "../cli/run-podgraft.ts";

suite("a list of half a megabyte", (test) => {
  const list = resourceList(300);
  test("is injected, and injected again it stays as it is", () => {
    assert.ok(list.length > 400_000);
    const once = runPodgraft(list);
    assert.is(once.status, 0, once.stderr);
    assert.match(once.stderr, /^podgraft: \d+ injected \(log-shipper 3\.1\.4\)\n/);
    const twice = runPodgraft(once.stdout);
    assert.is(twice.stdout, once.stdout);
  });
  test("gives each workload what it gets alone", () => {
    const [head = "", ...items] = list.slice(0, list.indexOf("\nfunctionConfig:\n")).split("\n- ");
    const tail = list.slice(list.indexOf("\nfunctionConfig:\n"));
    const namespaces = items.filter((item) => item.includes("kind: Namespace"));
    const workload = items.findLast((item) => item.startsWith("apiVersion: apps/v1\n  kind: Deployment\n")) ?? "";
    const alone = runPodgraft([head, ...namespaces, workload].join("\n- ") + tail);
    const injected = alone.stdout.slice(alone.stdout.lastIndexOf("\n- apiVersion: apps/v1"), alone.stdout.indexOf("\nfunctionConfig:\n"));
    assert.match(injected, "name: log-shipper");
    assert.ok(runPodgraft(list).stdout.includes(injected));
  });
});
