import { injectTexts, uninjectTexts } from "../../../src/app/inject/texts.ts";
import { at, type Value } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";
import { yamlValue } from "../../function/run-core.ts";

const config = {
  file: "config.yaml",
  text: `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: test}
spec:
  kubernetesVersion: "1.34"
  sidecars:
  - name: s
    policy: enabled
    template: {metadata: {annotations: {x: "y"}}, spec: {containers: [{name: s, image: "s:1"}]}}
`,
};
const pod = ["spec"];

/** Manifests in YAML of which users reported that it was read or written otherwise. */
const rows: readonly { readonly name: string; readonly text: string; readonly spec: readonly string[] }[] = [
  {
    name: "a block scalar with its indentation",
    text: "apiVersion: v1\nkind: Pod\nmetadata:\n  name: w\nspec:\n  containers:\n  - name: w\n    image: i\n    args:\n    - |2\n        x\n        \n",
    spec: pod,
  },
  {
    name: "JSON with an empty map",
    text: `{
 "apiVersion": "batch/v1",
 "kind": "CronJob",
 "metadata": {"name": "x", "namespace": "shop"},
 "spec": {"schedule": "* * * * *", "jobTemplate": {"spec": {"template": {
   "metadata": {},
   "spec": {"restartPolicy": "Never", "containers": [{"name": "web", "image": "nginx:1"}]}
 }}}}
}
`,
    spec: ["spec", "jobTemplate", "spec", "template", "spec"],
  },
  {
    name: "an explicit key, and no newline at the end",
    text: "apiVersion: v1\nkind: Pod\nmetadata: {name: w}\n? spec\n:\n  containers: [{name: w, image: i}]",
    spec: pod,
  },
  {
    name: "an explicit key below metadata",
    text: "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  ? annotations\n  : {a: b}\nspec:\n  containers:\n  - name: web\n    image: nginx:1\n",
    spec: pod,
  },
  {
    name: "a folded scalar at the end",
    text: "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: shop}\nspec: {containers: [{name: a, image: b}]}\nstatus:\n  message: >-\n    one\n    two",
    spec: pod,
  },
];

table("texts that users reported", rows, {
  title: ({ name }) => name,
  run: ({ text, spec }) => {
    const inject = (input: string) => injectTexts({ inputs: [{ file: "input.yaml", text: input }], config }).texts?.[0] ?? "";
    const once = inject(text);
    const [before, after] = [text, once].map((each) => at(yamlValue(each), ...spec, "containers") as readonly Value[]);
    assert.equal(after?.slice(0, -1), before);
    assert.is(at(after?.at(-1), "name"), "s");
    assert.is(inject(once), once);
    assert.is(uninjectTexts([{ file: "input.yaml", text: once }], {}).texts?.[0], text);
  },
});
