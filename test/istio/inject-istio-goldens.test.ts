import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { injectIstio } from "../../src/istio/inject-istio.ts";
import { isList, isMap, type Value, type ValueMap } from "../../src/value/value.ts";
import { assert, caseDirs, suite } from "../cases.ts";
import { injectContext, meshOf, valuesOf } from "./contexts.ts";
import { differences } from "./normalise.ts";
import { documents } from "./yaml.ts";

suite("whole pods", (test) => {
  for (const { name, dir } of caseDirs(join(import.meta.dirname, "../data/istio"))) {
    const read = (file: string) => documents(readFileSync(join(dir, file), "utf8"))[0] as ValueMap;
    test(name, () => {
      const { values, mesh, ...settings } = read("settings.yaml");
      const context = injectContext({ values: valuesOf(values), meshConfig: meshOf(mesh), ...settings });
      const { podTemplate, diagnostics } = injectIstio(read("input.yaml"), context);
      assert.is(hasErrors(diagnostics), false);
      assert.is(differences(podTemplate, read("expected.yaml")).join("\n"), "");
      assert.ok(isPlain(podTemplate), "no map inherits anything");
    });
  }
});

function isPlain(value: Value): boolean {
  if (isList(value)) return value.every(isPlain);
  return !isMap(value) || (!("toString" in value) && Object.values(value).every((item) => isPlain(item as Value)));
}
