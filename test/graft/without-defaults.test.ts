import { withoutDefaults } from "../../src/graft/without-defaults.ts";
import { schemaListKeys } from "../../src/kube/list-keys.ts";
import { podTemplateSchema } from "../../src/kube/schema.ts";
import { equal, toValue, type Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const schema = podTemplateSchema;
const defaulting = { isPod: false, hostNetwork: false };
const container = (fields: object) => toValue({ spec: { containers: [{ name: "a", image: "a:1", ...fields }] } });
const items = (...versions: object[]) => ({
  spec: { volumes: [{ name: "v", downwardAPI: { items: versions.map((fieldRef) => ({ fieldRef })) } }] },
});

table(
  "what the server fills in goes",
  [
    {
      name: "fields",
      given: container({ imagePullPolicy: "IfNotPresent", resources: {}, terminationMessagePolicy: "File" }),
      want: container({}),
    },
    {
      name: "other values stay",
      given: container({ imagePullPolicy: "Always", tty: true }),
      want: container({ imagePullPolicy: "Always", tty: true }),
    },
    { name: "null", given: container({ command: null }), want: container({}) },
    {
      name: "a value that was written",
      given: container({ tty: true, ports: [{ containerPort: 1, protocol: "TCP" }] }),
      kept: "TCP",
      want: container({ tty: true, ports: [{ containerPort: 1, protocol: "TCP" }] }),
    },
    {
      name: "in the items of a list that was written as a whole, where they had none",
      given: toValue(items({ apiVersion: "v1" }, { apiVersion: "v1" })),
      kept: toValue([{ fieldRef: { apiVersion: "v1" } }, { fieldRef: {} }]),
      want: toValue(items({ apiVersion: "v1" }, {})),
    },
  ],
  {
    title: ({ name }) => name,
    run: ({ given, kept, want }: { given: Value; kept?: Value; want: Value }) => {
      const isKept = (_: string, value: Value) => kept !== undefined && equal(kept, value);
      assert.equal(withoutDefaults(given, { schema, keys: schemaListKeys(schema), path: "" }, { defaulting, isKept }), want);
    },
  },
);
