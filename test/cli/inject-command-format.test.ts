import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { assert, suite } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const ns = namespace("shop", "logging: enabled, istio-injection: enabled");
const probed = `${deployment("probed")}        readinessProbe: {httpGet: {path: /, port: 8080}}
        volumeMounts: [{name: data, mountPath: /data}]
      volumes:
      - {name: data, emptyDir: {}}
`;
/** Only a map gains something, and a list that was not there. */
const annotating = `${ownSidecar.slice(0, ownSidecar.indexOf("    template:"))}    template:
      metadata: {annotations: {shipped: "true"}}
      spec:
        volumes: [{name: logs, emptyDir: {}}]
`;
const files = { "ns.yaml": ns, "web.yaml": deployment("web"), "probed.yaml": probed, "own.yaml": ownSidecar, "istio.yaml": istioSidecar };
interface Row {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly config: string;
  /** How often a strategic merge patch does. */
  readonly merges: number;
}

const rows: readonly Row[] = [
  { name: "an own sidecar", inputs: ["web.yaml", "probed.yaml"], config: ownSidecar, merges: 0 },
  { name: "Istio's sidecar", inputs: ["web.yaml", "probed.yaml"], config: istioSidecar, merges: 1 },
  { name: "an annotation and a volume", inputs: ["web.yaml", "probed.yaml"], config: annotating, merges: 1 },
];

hostSuite(["kustomize"], "inject --format patch, applied by kustomize, is inject", (test) => {
  for (const { name, inputs, config, merges } of rows)
    test(name, () =>
      withFiles({ ...files, "config.yaml": config }, (cwd) => {
        const args = ["inject", ...["ns.yaml", ...inputs].flatMap((file) => ["-f", file]), "-c", "config.yaml"];
        const { out, code, err } = podgraft([...args, "--format", "patch"], { cwd });
        assert.is(code, 0, err);
        const fragment = parse(out) as { patches: { patch: string }[] };
        assert.is(fragment.patches.length, inputs.length);
        assert.is(fragment.patches.filter(({ patch }) => patch.startsWith("apiVersion")).length, merges);
        writeFileSync(join(cwd, "kustomization.yaml"), `${out}resources: [ns.yaml, ${inputs.join(", ")}]\n`);
        const built = execFileSync("kustomize", ["build", cwd], { encoding: "utf8" });
        assert.equal(objectsOf(built), objectsOf(podgraft(args, { cwd }).out));
      }),
    );
});

/** By kind and name, because kustomize orders them its own way. */
function objectsOf(text: string): Record<string, unknown> {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as { kind: string; metadata: { name: string } });
  return Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]).sort());
}

suite("inject --format list", (test) => {
  test("makes one List of documents, Lists and ResourceLists, comments kept", () =>
    withFiles(files, (cwd) => {
      const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: [parse(deployment("a")), parse(deployment("b"))] });
      writeFileSync(join(cwd, "list.json"), list);
      const args = ["inject", "-f", "ns.yaml", "-f", "web.yaml", "-f", "list.json", "-c", "own.yaml"];
      const { out, code, err } = podgraft([...args, "--format", "list"], { cwd });
      assert.is(code, 0, err);
      assert.match(out, "        image: nginx:1.27.3 # pinned\n");
      const { items, ...head } = parse(out);
      assert.equal(head, { apiVersion: "v1", kind: "List" });
      const [first, second, third] = parseAllDocuments(podgraft(args, { cwd }).out).map((document) => document.toJS());
      assert.equal(items, [first, second, ...third.items]);
    }));
  test("of nothing is an empty List", () =>
    withFiles({ ...files, "empty.yaml": "# nothing\n" }, (cwd) => {
      const { out } = podgraft(["inject", "-f", "empty.yaml", "-c", "own.yaml", "--format", "list", "--allow-empty"], { cwd });
      assert.is(out, "apiVersion: v1\nkind: List\nitems: []\n");
    }));
});

suite("inject keeps the kind of what it gets", (test) => {
  for (const [kind, text] of [
    ["List", JSON.stringify({ apiVersion: "v1", kind: "List", items: [parse(ns), parse(deployment("web"))] })],
    [
      "ResourceList",
      JSON.stringify({ apiVersion: "config.kubernetes.io/v1", kind: "ResourceList", items: [parse(ns), parse(deployment("web"))] }),
    ],
  ] as const)
    test(kind, () =>
      withFiles(files, (cwd) => {
        const { out, code, err } = podgraft(["inject", "-f", "-", "-c", "own.yaml"], { cwd, input: text });
        assert.is(code, 0, err);
        const object = parse(out);
        assert.is(object.kind, kind);
        assert.equal(
          object.items[1].spec.template.spec.containers.map(({ name }: { name: string }) => name),
          ["web", "shipper"],
        );
      }),
    );
});
