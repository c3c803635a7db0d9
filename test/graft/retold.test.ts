import { withTextsOf } from "../../src/graft/retold.ts";
import { schemaListKeys } from "../../src/kube/list-keys.ts";
import { podTemplateSchema } from "../../src/kube/schema.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const pod = (value: unknown) => toValue({ spec: { containers: [{ name: "a", env: [{ name: "V", value }] }] } });

table(
  "texts that tell the same of a pod stay",
  [
    { name: "except for a default", current: '[{"containerPort":80,"protocol":"TCP"}]', fresh: '[{"containerPort":80}]', stays: true },
    { name: "except for the order", current: '{"b":1,"a":2}', fresh: '{"a":2,"b":1}', stays: true },
    { name: "another port", current: '[{"containerPort":80}]', fresh: '[{"containerPort":81}]', stays: false },
    { name: "a value that is not a default", current: '[{"protocol":"UDP"}]', fresh: "[{}]", stays: false },
    { name: "what is not JSON", current: "{a", fresh: "{b", stays: false },
  ],
  {
    title: ({ name }) => name,
    run: ({ current, fresh, stays }) =>
      assert.equal(withTextsOf(pod(current), pod(fresh), schemaListKeys(podTemplateSchema)), pod(stays ? current : fresh)),
  },
);
