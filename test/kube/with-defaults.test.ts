import { schemaListKeys } from "../../src/kube/list-keys.ts";
import { podTemplateSchema } from "../../src/kube/schema.ts";
import { withDefaults } from "../../src/kube/with-defaults.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const place = { schema: podTemplateSchema, keys: schemaListKeys(podTemplateSchema) };
const pod = (...ports: object[]) => toValue({ metadata: {}, spec: { containers: [{ name: "a", ports }] } });

table(
  "what the server fills in where it did before",
  [
    { name: "where it did", current: pod({ containerPort: 1, protocol: "TCP" }), want: pod({ containerPort: 1, protocol: "TCP" }) },
    { name: "not where it did not", current: pod({ containerPort: 1 }), want: pod({ containerPort: 1 }) },
    { name: "not in what is new", current: pod(), want: pod({ containerPort: 1 }) },
  ],
  {
    title: ({ name }) => name,
    run: ({ current, want }) => {
      const fill = { defaulting: { isPod: false, hostNetwork: false }, isWhole: false };
      assert.equal(withDefaults(pod({ containerPort: 1 }), current, { place, fill }), want);
    },
  },
);
