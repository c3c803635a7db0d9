import { injectParts } from "../../../src/app/inject/inject-parts.ts";
import { open } from "../../../src/app/load.ts";
import { split } from "../../../src/krm/split.ts";
import { assert, suite } from "../../cases.ts";
import { configOf, yamlValue } from "../../function/run-core.ts";

const config = configOf(
  yamlValue(`
apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: x}
spec:
  sidecars:
  - {name: x, namespaceSelector: {matchLabels: {a: b}}, template: {spec: {containers: [{name: x, image: "x:1"}]}}}
`),
);
const deployment = (name: string, image = '"a:1"') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: shop}\nspec: {template: {spec: {containers: [{name: a, image: ${image}}]}}}\n`;
const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {a: b}}\n";
const service = "apiVersion: v1\nkind: Service\nmetadata: {name: &i s}\n";
const list = (...texts: readonly string[]) =>
  `kind: ResourceList\nitems:\n${texts.map((text) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`).join("")}`;

function injected(...texts: readonly string[]) {
  return injectParts(
    texts.map((text, i) => open(split(`${i}.yaml`, text))),
    config,
    { keep: ({ part, objects, edits }) => [part, objects.map(({ object }) => object.identity.name).join(), edits.length] },
  );
}

suite("injectParts", (test) => {
  test("keeps what it should of each relevant part, in order, manifest by manifest", () => {
    const { kept, failed } = injected([deployment("a"), service, deployment("b")].join("---\n"), list(namespace, deployment("c")));
    assert.equal(kept, [
      [
        [0, "a", 1],
        [2, "b", 1],
      ],
      [
        [0, "shop", 0],
        [1, "c", 1],
      ],
    ]);
    assert.is(failed, false);
  });
  test("reads a list as one document once an item names an anchor that is elsewhere", () => {
    const { kept, manifests, diagnostics } = injected(namespace, list(deployment("a"), service, deployment("b", "*i")));
    assert.equal(kept, [[[0, "shop", 0]], [[0, "a,s,b", 2]]]);
    assert.is(manifests[1]?.manifest.list?.whole, true);
    assert.is(diagnostics.filter(({ code }) => code === "Grafted").length, 2);
  });
  test("looks at nothing where a part cannot be read", () => {
    const { kept, isUnread, diagnostics } = injected(namespace, list(deployment("a"), deployment("b", "[")));
    assert.equal(kept, [[], []]);
    assert.is(isUnread, true);
    assert.equal(new Set(diagnostics.map(({ code, location }) => `${code} ${location?.file}`)), new Set(["InvalidInput 1.yaml"]));
  });
  test("says of nothing that it is grafted where a workload fails", () => {
    const { failed, isUnread, diagnostics } = injected(namespace, deployment("a"), deployment("b").replace("name: a,", "name: x,"));
    assert.is(failed, true);
    assert.is(isUnread, undefined);
    assert.equal(
      diagnostics.map(({ code }) => code),
      ["ContainerConflict"],
    );
  });
});
