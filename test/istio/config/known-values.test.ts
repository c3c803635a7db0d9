import { knownValues } from "../../../src/istio/config/known-values.ts";
import { valueFaults } from "../../../src/istio/config/value-faults.ts";
import { defaultValues } from "../../../src/istio/config/values.ts";
import { at } from "../../../src/value/value.ts";
import { assert, suite } from "../../cases.ts";

suite("the values that Istio's charts know", (test) => {
  test("are those with a default, which have no fault", () => assert.equal(valueFaults(defaultValues, "v"), []));
  test("and those without", () => {
    for (const path of ["global.proxy.lifecycle", "global.tracer", "pilot.crlConfigMapName", "istio_cni.enabled", "revisionTags"])
      assert.not.type(at(knownValues(), ...path.split(".")), "undefined", path);
  });
});
