import { orderContainers } from "../../../src/istio/post/order-containers.ts";
import { assert, table } from "../../cases.ts";
import { podContext, podOf, stepped, valuesOf } from "../contexts.ts";

interface Row {
  readonly title: string;
  readonly containers?: string;
  readonly initContainers?: string;
  readonly holds?: true;
  readonly ordered: readonly [containers: string, initContainers: string];
}

const rows: readonly Row[] = [
  { title: "the proxy last", containers: "istio-proxy app", ordered: ["app istio-proxy", ""] },
  {
    title: "the proxy first where the application waits for it",
    containers: "app istio-proxy",
    holds: true,
    ordered: ["istio-proxy app", ""],
  },
  { title: "of two proxies the last one", containers: "istio-proxy=1 app istio-proxy=2", ordered: ["app istio-proxy=2", ""] },
  {
    title: "redirection and core dumps last",
    containers: "app",
    initContainers: "enable-core-dump istio-init own",
    ordered: ["app", "own istio-init enable-core-dump"],
  },
  {
    title: "the check of the redirection first",
    containers: "app",
    initContainers: "own istio-validation",
    ordered: ["app", "istio-validation own"],
  },
  {
    title: "redirection, proxy, core dumps before the user's with a native proxy",
    containers: "app",
    initContainers: "own istio-proxy enable-core-dump istio-init",
    ordered: ["app", "istio-init istio-proxy enable-core-dump own"],
  },
  {
    title: "of two init containers of a name the last one",
    containers: "app",
    initContainers: "istio-init=1 own istio-init=2",
    ordered: ["app", "own istio-init=2"],
  },
];

const named = (names = "") =>
  names
    .split(" ")
    .filter((name) => name !== "")
    .map((name) => ({ name: name.split("=")[0], image: name }));

table("ordered", rows, {
  title: ({ title }) => title,
  run: ({ containers, initContainers, holds, ordered }) => {
    const pod = podOf(
      {},
      { containers: named(containers), ...(initContainers !== undefined && { initContainers: named(initContainers) }) },
    );
    const values = valuesOf(holds ? { global: { proxy: { holdApplicationUntilProxyStarts: true } } } : {});
    const { spec } = JSON.parse(JSON.stringify(stepped(orderContainers, pod, podContext({ values }))));
    const images = (list: readonly { image: string }[] = []) => list.map(({ image }) => image).join(" ");
    assert.equal([images(spec.containers), images(spec.initContainers)], ordered);
  },
});
