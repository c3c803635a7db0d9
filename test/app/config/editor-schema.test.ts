import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editorSchema } from "../../../src/app/config/editor-schema.chunk.ts";
import { assert, suite } from "../../cases.ts";
import { root } from "../../files.ts";
import { hostSuite } from "../../hosts/hosts.ts";
import { LanguageServer, type Said } from "./language-server.ts";

const FIRST = "# yaml-language-server: $schema=podgraft.schema.json\n";
const head = `${FIRST}apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: mesh}\nspec:\n`;
const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, " ".repeat(by));
const inSidecar = (text: string) => `${head}  sidecars:\n  - name: shipper\n    policy: enabled\n${indented(text, 4)}`;
const inPod = (text: string) => inSidecar(`template:\n  spec:\n${indented(text, 4)}`);
const inContainer = (text: string) => inPod(`containers:\n- name: shipper\n${indented(text, 2)}`);

interface Row {
  readonly name: string;
  readonly text: string;
  /** Words of its faults; absent: it finds none. */
  readonly faults?: readonly string[];
  /** Some of what is offered, with what is beside it. */
  readonly offers?: Readonly<Record<string, string | undefined>>;
  readonly hover?: string;
}

const rows: readonly Row[] = [
  {
    name: "the fields of a pod are offered, each with what the API says about it",
    text: inPod("dnsPolicy: Default\n|\n"),
    offers: {
      containers: "List of containers belonging to the pod.",
      volumes: "List of volumes that can be mounted by containers belonging to the pod.",
    },
  },
  {
    name: "the fields of a container are offered",
    text: inContainer("|\n"),
    offers: { image: "Container image name.", volumeMounts: undefined },
  },
  {
    name: "the values of a field are offered",
    text: inContainer("imagePullPolicy: |\n"),
    offers: { IfNotPresent: undefined, Always: undefined },
  },
  { name: "a field shows what it is", text: inContainer("im|age: shipper:1\n"), hover: "Container image name." },
  { name: "a misspelt image", text: inContainer("imge: shipper:1\n"), faults: ["13: Property imge is not allowed."] },
  { name: "a misspelt field of the pod", text: inPod("container: []\n"), faults: ["11: Property container is not allowed."] },
  {
    name: "a text for a number",
    text: inPod("terminationGracePeriodSeconds: soon\n"),
    faults: ["11: Incorrect type. Expected one of integer, null."],
  },
  {
    name: "a misspelt field of appContainers",
    text: inSidecar("appContainers: {volumeMount: []}\n"),
    faults: ["9: Property volumeMount is not allowed."],
  },
  { name: "the fields of appContainers are offered", text: inSidecar("appContainers:\n  |\n"), offers: { volumeMounts: undefined } },
  {
    name: "what a strategic merge patch says beyond the API",
    text: inContainer("$patch: replace\n") + indented("dnsPolicy: null\n", 8),
  },
  {
    name: "amounts, and ports by number and by name",
    text: inContainer(
      "resources: {requests: {cpu: 1, memory: 64Mi}}\nlivenessProbe: {httpGet: {port: http}}\nreadinessProbe: {tcpSocket: {port: 80}}\n",
    ),
  },
  {
    name: "with allowUnknownFields an unknown field is not a fault, and the known ones are offered",
    text: inSidecar(
      'allowUnknownFields: ["spec.containers[].newField"]\ntemplate:\n  spec:\n    containers:\n    - name: shipper\n      newField: 1\n      |\n',
    ),
    offers: { image: "Container image name." },
  },
  {
    name: "with an empty allowUnknownFields it is one",
    text: inSidecar("allowUnknownFields: []\ntemplate: {spec: {newField: 1}}\n"),
    faults: ["10: Property newField is not allowed."],
  },
  { name: "no name", text: head.replace("{name: mesh}", "{}"), faults: ['4: Missing property "name".', "5: Incorrect type"] },
  { name: "a sidecar without a name", text: `${head}  sidecars:\n  - policy: enabled\n`, faults: ['7: Missing property "name".'] },
  {
    name: "the fields of the configuration are offered with an example",
    text: `${head}  istio:\n    tag: |\n`,
    offers: { "1.30.5": undefined },
    faults: ["7: Incorrect type"],
  },
];

/** A server in a folder of its own that holds the schema. */
async function withServer(use: (server: LanguageServer) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "podgraft-editor-"));
  writeFileSync(join(folder, "podgraft.schema.json"), JSON.stringify(editorSchema()));
  const server = new LanguageServer(folder);
  try {
    await server.start();
    await use(server);
  } finally {
    server.stop();
    rmSync(folder, { recursive: true });
  }
}

function judge({ faults, offers, hover }: Said, expected: Row): void {
  const { faults: words = [] } = expected;
  assert.is(faults.length, words.length, faults.join("\n"));
  for (const [i, word] of words.entries()) assert.ok(faults[i]?.startsWith(word), `${faults[i]}, not ${word}`);
  for (const [label, documentation] of Object.entries(expected.offers ?? {})) {
    const offer = offers.find((one) => one.label === label);
    assert.ok(offer, `${label} among ${offers.map((one) => one.label).join(", ")}`);
    if (documentation !== undefined) assert.is(offer?.documentation, documentation);
  }
  assert.ok(hover.includes(expected.hover ?? ""), hover);
}

hostSuite(["yaml-language-server"], "the schema in an editor", (test) => {
  test("completes and checks a configuration", () =>
    withServer(async (server) => {
      // It waits before it checks a document, so all are sent at once.
      const all = await Promise.all(rows.map(({ text }) => server.say(text)));
      for (const [i, row] of rows.entries()) {
        try {
          judge(all[i] as Said, row);
        } catch (error) {
          throw new Error(`${row.name}: ${(error as Error).message}`, { cause: error });
        }
      }
    }));

  test("finds no fault in any example", () =>
    withServer(async (server) => {
      const configurations = ["examples", "kustomization-examples"].flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
          .filter((name) => name.endsWith("injector.yaml") && !name.includes(".expected"))
          .map((name) => join(root, folder, name)),
      );
      assert.ok(configurations.length > 10);
      const check = async (file: string) => {
        const text = readFileSync(file, "utf8");
        if (text.includes("kind: SidecarInjector")) assert.equal((await server.say(FIRST + text.replaceAll("|", ">"))).faults, [], file);
      };
      await Promise.all(configurations.map(check));
    }));
});

suite("the schema for editors", (test) => {
  test("stays small enough to be read while one types", () => assert.ok(JSON.stringify(editorSchema()).length < 150_000));
});
