import { injectorConfigText, readConfigObject, readConfigText } from "../../../src/app/config/config-text.ts";
import { toValue } from "../../../src/value/value.ts";
import { assert, suite } from "../../cases.ts";

const config = "apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: a}\nspec: {istio: {tag: 1.30.5}}\n";
const places = (text: string) => {
  const found = readConfigText("c.yaml", text);
  return "diagnostics" in found
    ? found.diagnostics.map(({ code, location }) => `${code} ${location?.file}:${location?.line}`)
    : found.config.name;
};

suite("a configuration in a text", (test) => {
  test("is the one document", () => assert.is(places(config), "a"));
  test("is not one of two, nor none", () => {
    assert.equal(places(`${config}---\n${config}`), ["InvalidConfiguration c.yaml:undefined"]);
    assert.equal(places("# nothing\n"), ["InvalidConfiguration c.yaml:undefined"]);
  });
  test("tells the lines of its faults", () => {
    assert.equal(places(config.replace("tag: 1.30.5", "\n  tag: 1.30,\n  hubb: x")), [
      "InvalidConfiguration c.yaml:5",
      "InvalidConfiguration c.yaml:6",
    ]);
    assert.equal(places("a: [\n"), ["InvalidInput c.yaml:1"]);
  });
  test("may be an object", () => {
    const value = toValue({
      apiVersion: "podgraft.dev/v1alpha1",
      kind: "SidecarInjector",
      metadata: { name: "b" },
      spec: { istio: { tag: "1.30.5" } },
    });
    const found = readConfigObject({ file: "memory", value });
    assert.is("config" in found && found.config.name, "b");
  });
});

suite("istioctl's file of the injector's configuration", (test) => {
  test("is taken as it is where it has templates", () =>
    assert.is(injectorConfigText("templates: {sidecar: x}\n"), "templates: {sidecar: x}\n"));
  test("is the sidecar's template else", () => {
    for (const text of ["spec: {}\n", "templates: {}\n", "{{ if }}\n"])
      assert.equal(JSON.parse(injectorConfigText(text)), { templates: { sidecar: text } });
  });
});
