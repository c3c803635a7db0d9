import { parseText } from "../../src/app/embedded-yaml.ts";
import { madeFor } from "../../src/dialects/chart-templates.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

const values = toValue({ proxy: { image: "a:1" } }) as ValueMap;

function making(print: (data: unknown) => { text: string } | { problem: string }) {
  const asked: unknown[] = [];
  const once = (data: unknown) => {
    asked.push(data);
    return print(data);
  };
  return { asked, make: madeFor(values, { party: "Example", print: once, readYaml: parseText, dataOf: (own) => own }) };
}

suite("what a template makes of a pod's values", (test) => {
  test("is read without nulls, and made once for the same settings", () => {
    const { asked, make } = making((data) => ({ text: `image: ${at(data as ValueMap, "proxy", "image")}\nenv:\nports: [{name: }]` }));
    assert.equal(make([["proxy.image", "b:2"]]).made, toValue({ image: "b:2", ports: [{}] }));
    assert.is(make([["proxy.image", "b:2"]]).made, make([["proxy.image", "b:2"]]).made);
    assert.equal(make([]).values, values);
    assert.is(asked.length, 2);
  });
  test("is a fault where the template refuses, in its own words", () => {
    const { make } = making(() => ({ problem: "template: x:1: error calling fail: no image" }));
    assert.is(make([]).fault?.message, "Cannot inject Example: its injector refuses the values with the pod's annotations: no image");
  });
  test("is a fault where it prints something else", () => {
    const { make } = making(() => ({ text: "a: [" }));
    assert.match(make([]).fault?.message ?? "", /: they do not give YAML$/);
  });
});
