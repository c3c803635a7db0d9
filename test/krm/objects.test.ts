import type { Manifest } from "../../src/krm/manifest.ts";
import { headerOf, identityOf, isLocalConfig, objectsOf, originPath } from "../../src/krm/objects.ts";
import { readPart } from "../../src/krm/read.ts";
import { split } from "../../src/krm/split.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { assert, table } from "../cases.ts";

const map = (data: unknown) => toValue(data) as ValueMap;
const header = { apiVersion: "apps/v1", kind: "Deployment" };

const headers: readonly { readonly title: string; readonly text: string; readonly found: object | undefined }[] = [
  { title: "in order", text: "apiVersion: apps/v1\nkind: Deployment\n", found: header },
  { title: "a second kind", text: "apiVersion: v1\nkind: ConfigMap\ndata: {}\nkind: Pod\n", found: undefined },
  { title: "a second kind behind one at the top", text: "kind: ConfigMap\napiVersion: v1\nkind: Pod\n", found: undefined },
  { title: "below others", text: "metadata:\n  kind: Other\nkind: Deployment\nspec: {}\napiVersion: apps/v1\n", found: header },
  { title: "of an item", text: "  - kind: Deployment\n    apiVersion: apps/v1\n", found: header },
  { title: "in quotes", text: 'apiVersion: "apps/v1"\nkind: Deployment\n', found: undefined },
  { title: "with a comment", text: "apiVersion: apps/v1 # c\nkind: Deployment\n", found: undefined },
  { title: "in flow style", text: "{apiVersion: apps/v1, kind: Deployment}\n", found: undefined },
  { title: "without a kind", text: "apiVersion: apps/v1\n", found: undefined },
  { title: "as JSON", text: '{"apiVersion": "apps/v1",\n"kind": "Deployment"}\n', found: undefined },
];

table("what lines alone say about an object", headers, {
  title: ({ title }) => title,
  run: ({ text, found }) => {
    const manifest: Manifest = { file: "f", text, bom: false, parts: [] };
    assert.equal(headerOf(manifest, { start: 0, end: text.length, isItem: text.includes("- kind") }), found);
  },
});

const lists: readonly { readonly title: string; readonly text: string; readonly paths: readonly string[] }[] = [
  { title: "an object", text: "{apiVersion: v1, kind: Pod}", paths: [""] },
  { title: "no object", text: "{a: 1}", paths: [] },
  {
    title: "a List",
    text: "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod}, {a: 1}, {apiVersion: v1, kind: Pod}]}",
    paths: ["items.0", "items.2"],
  },
  {
    title: "a List in a list of a kind",
    text: "{apiVersion: v1, kind: PodList, items: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod}]}]}",
    paths: ["items.0.items.0"],
  },
  { title: "a kind that only ends in List", text: "{apiVersion: v1, kind: AllowList, spec: {}}", paths: [""] },
];

table("the objects of a part", lists, {
  title: ({ title }) => title,
  run: ({ text, paths }) => {
    const manifest = split("f", text);
    const read = readPart(manifest, manifest.parts[0]!, readYaml);
    assert.ok("unit" in read);
    assert.equal(
      objectsOf(0, read.unit).map(({ path }) => path.join(".")),
      paths,
    );
  },
});

const identities: readonly { readonly object: object; readonly identity: object | undefined }[] = [
  { object: { ...header, metadata: { name: "web", namespace: "shop" } }, identity: { ...header, name: "web", namespace: "shop" } },
  { object: { ...header, metadata: { generateName: "web-" } }, identity: { ...header, name: "web-" } },
  { object: { ...header, metadata: { name: 1, namespace: null } }, identity: { ...header, name: "" } },
  { object: header, identity: { ...header, name: "" } },
  { object: { kind: "Deployment" }, identity: undefined },
  { object: { ...header, kind: 1 }, identity: undefined },
];

table("who an object is", identities, {
  title: ({ object }) => JSON.stringify(object),
  run: ({ object, identity }) => assert.equal(identityOf(map(object)), identity),
});

const marks: readonly (readonly [mark: unknown, isLocal: boolean])[] = [
  ["true", true],
  [true, true],
  ["yes", true],
  ["false", false],
  [false, false],
  ["", false],
  [null, false],
  [undefined, false],
];

table("local configuration", marks, {
  title: ([mark]) => String(JSON.stringify(mark)),
  run: ([mark, isLocal]) =>
    assert.is(isLocalConfig(map({ metadata: { annotations: { "config.kubernetes.io/local-config": mark } } })), isLocal),
});

const origins: readonly (readonly [origin: unknown, path: string | undefined])[] = [
  ["path: inj.yaml\n", "inj.yaml"],
  ["path: ../base/my file.yaml", "../base/my file.yaml"],
  ["path: base/web.yaml\nref: v1\nrepo: https://example.com/a\n", undefined],
  ["configuredBy:\n  kind: ConfigMapGenerator\nconfiguredIn: kustomization.yaml\n", undefined],
  ["configuredBy:\n  path: a.yaml\n", undefined],
  ['path: "a: b.yaml"\n', undefined],
  ["path: \n", undefined],
  [1, undefined],
  [undefined, undefined],
];

table("the file in kustomize's note about an object's origin", origins, {
  title: ([origin]) => JSON.stringify(origin) ?? "none",
  run: ([origin, path]) =>
    assert.is(
      originPath(map({ metadata: { annotations: { ...(origin !== undefined && { "config.kubernetes.io/origin": origin }) } } })),
      path,
    ),
});
