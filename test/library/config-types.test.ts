import { readFileSync } from "node:fs";
import type { Spec } from "../../src/app/config/config-schema.ts";
import type { SidecarInjector } from "../../src/index.ts";
import { configTypes } from "../../tools/config-types.ts";
import { assert, suite } from "../cases.ts";

suite("src/app/config/sidecar-injector.gen.ts", (test) => {
  test("is what the configuration's schema says; node --import tsx tools/write-config-types.ts writes it", () =>
    assert.is(readFileSync("src/app/config/sidecar-injector.gen.ts", "utf8"), configTypes()));
  test("takes what the schema takes", () => {
    const asPublic = (spec: Spec): SidecarInjector["spec"] => spec;
    assert.equal(asPublic({ istio: {} }), { istio: {} });
  });
});
