import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { assert, suite, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const probe = (text: string) => deployment("web").replace("        image:", `        ${text}\n        image:`);
const withMetadata = (text: string) => deployment("web").replace("    spec:\n", `      ${text}\n    spec:\n`);

/** What is injected is given back as it was, except for what the row says. */
const rows: readonly { readonly name: string; readonly input: string; readonly told: RegExp }[] = [
  { name: "containers, volumes, labels and annotations", input: deployment("web"), told: /may have been the user's own/ },
  {
    name: "a probe over HTTP",
    input: probe("readinessProbe: {httpGet: {path: /ready, port: 8080, scheme: HTTPS}, periodSeconds: 5}"),
    told: /probes call ports by number/,
  },
  { name: "a probe over TCP", input: probe("livenessProbe: {tcpSocket: {port: 8080}}"), told: /by number/ },
  { name: "a probe over gRPC", input: probe("startupProbe: {grpc: {port: 9000}, timeoutSeconds: 3}"), told: /by number/ },
  { name: "a hook", input: probe("lifecycle: {preStop: {httpGet: {path: /stop, port: 80}}}"), told: /by number/ },
  {
    name: "annotations for Prometheus",
    input: withMetadata('annotations: {prometheus.io/scrape: "true", prometheus.io/port: "9090", prometheus.io/path: /m, mine: x}'),
    told: /user's own/,
  },
];

/** As another tool would have left it. */
function withoutProvenance(text: string): string {
  const document = parseDocument(text);
  document.deleteIn(["metadata", "annotations"]);
  return document.toString();
}

table("uninject goes by the notes of other injectors", rows, {
  title: ({ name }) => name,
  run: ({ input, told }) =>
    withFiles({ "ns.yaml": namespace("shop", "istio-injection: enabled"), "web.yaml": input, "c.yaml": istioSidecar }, (cwd) => {
      const injected = podgraft(["inject", "-f", "web.yaml", "-f", "ns.yaml", "-c", "c.yaml"], { cwd });
      const foreign = withoutProvenance(injected.out.split("---\n")[0] as string);
      assert.match(foreign, "sidecar.istio.io/status");
      const { out, err, code } = podgraft(["uninject", "-f", "-"], { cwd, input: foreign });
      assert.is(code, 0, err);
      assert.equal(parseDocument(out).toJS(), parseDocument(input).toJS());
      assert.match(err, told);
      assert.match(err, /UninjectedByStatus/);
    }),
});

suite("uninject --only", (test) => {
  test("leaves what other tools injected", () =>
    withFiles(
      { "ns.yaml": namespace("shop", "istio-injection: enabled"), "web.yaml": deployment("web"), "c.yaml": istioSidecar },
      (cwd) => {
        const injected = podgraft(["inject", "-f", "web.yaml", "-f", "ns.yaml", "-c", "c.yaml"], { cwd });
        const foreign = withoutProvenance(injected.out.split("---\n")[0] as string);
        assert.is(podgraft(["uninject", "--only", "mesh", "-f", "-"], { cwd, input: foreign }).out, foreign);
      },
    ));
});

const endings: readonly { readonly name: string; readonly input: string }[] = [
  { name: "a comment", input: deployment("web").trimEnd() },
  { name: "a map in flow style", input: `${deployment("web")}        resources: {limits: {cpu: "1"}}` },
  { name: "JSON", input: JSON.stringify(parseDocument(deployment("web")).toJS()) },
  { name: "JSON on many lines", input: JSON.stringify(parseDocument(deployment("web")).toJS(), null, 2) },
  { name: "carriage returns", input: deployment("web").replaceAll("\n", "\r\n").trimEnd() },
  { name: "a block scalar without a break", input: `${deployment("web")}        args:\n        - |-\n          one\n          two` },
];

table("uninject gives back a text whose last line does not end", endings, {
  title: ({ name }) => name,
  run: ({ input }) =>
    withFiles({ "ns.yaml": namespace("shop", "logging: enabled"), "web.yaml": input, "c.yaml": ownSidecar }, (cwd) => {
      const given = ["-f", "ns.yaml", "-f", "web.yaml"];
      assert.is(podgraft(["inject", ...given, "-c", "c.yaml", "--in-place"], { cwd }).code, 0);
      const injected = readFileSync(join(cwd, "web.yaml"), "utf8");
      assert.match(injected, "fluent-bit:3");
      assert.not.ok(injected.endsWith("\n"), JSON.stringify(injected.slice(-80)));
      assert.is(podgraft(["uninject", ...given, "--in-place"], { cwd }).code, 0);
      assert.is(readFileSync(join(cwd, "web.yaml"), "utf8"), input);
    }),
});

suite("uninject --only with a name that is not there", (test) => {
  test("says where nothing has that name, and what there is", () =>
    withFiles({ "ns.yaml": namespace("shop", "logging: enabled"), "web.yaml": deployment("web"), "c.yaml": ownSidecar }, (cwd) => {
      const injected = podgraft(["inject", "-f", "web.yaml", "-f", "ns.yaml", "-c", "c.yaml"], { cwd }).out;
      const run = podgraft(["uninject", "--only", "lgos", "-f", "-"], { cwd, input: injected });
      assert.is(run.out, injected);
      assert.match(run.err, `podgraft: 0 uninjected: nothing comes from the configuration lgos, only of logging`);
      assert.match(podgraft(["uninject", "--only", "logging", "-f", "-"], { cwd, input: injected }).err, /^podgraft: 1 uninjected\n/);
    }));
});
