import { assert, table } from "../cases.ts";
import { injected } from "./check-findings.ts";
import { deployment, istioSidecar, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const both = istioSidecar + ownSidecar.slice(ownSidecar.indexOf("  sidecars:"));
const text = injected(deployment("web"), both);
const proxies = text.replaceAll("proxyv2:1.30.5", "proxyv2:1.31.0");
const newest = both.replace("1.30.5", "1.30.6");
const plain = "shipper 3, istio 1.30.5";
const edited = "shipper 3, istio 1.31.0 (configured: 1.30.5)";

const rows = [
  { of: "what nobody edited", input: text, told: plain, line: "shipper 3, istio 1.30.5; by mesh" },
  { of: "Istio's containers", input: proxies, told: edited, line: "shipper 3, istio 1.30.5; by mesh" },
  {
    of: "Istio's containers, and a newer configuration",
    input: proxies,
    config: newest,
    told: "shipper 3, istio 1.31.0 (configured: 1.30.6)",
    line: "shipper 3, istio 1.30.6; by mesh",
  },
  {
    of: "one of Istio's containers",
    input: text.replace("proxyv2:1.30.5", "proxyv2:1.31.0"),
    told: "shipper 3, istio 1.31.0/1.30.5 (configured: 1.30.5)",
    line: "shipper 3, istio 1.30.5; by mesh",
  },
  {
    of: "an own sidecar",
    input: text.replace("fluent-bit:3", "fluent-bit:4"),
    told: "shipper 4 (configured: 3), istio 1.30.5",
    line: "shipper 3, istio 1.30.5; by mesh",
  },
  {
    of: "the registry alone",
    input: text.replace("image: fluent-bit:3", "image: mirror/fluent-bit:3"),
    told: plain,
    line: "shipper 3, istio 1.30.5; by mesh",
  },
  { of: "the app's image", input: text.replace("nginx:1.27.3", "nginx:1.28.0"), told: plain, line: "shipper 3, istio 1.30.5; by mesh" },
];

table("the version that is in a pod once others have edited", rows, {
  title: ({ of }) => of,
  run: ({ input, config = both, told, line }) =>
    withFiles({ "in.yaml": input, "c.yaml": config }, (cwd) => {
      const given = ["-f", "in.yaml", "-c", "c.yaml"];
      const run = podgraft(["inject", ...given], { cwd });
      assert.match(run.err, `Deployment shop/web: ${told}\n`);
      assert.match(run.out, line);
      assert.match(podgraft(["explain", ...given], { cwd }).err, `would be injected (${told})`);
    }),
});
