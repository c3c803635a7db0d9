import { partialOf } from "../../src/graft/partial-of.ts";
import { podTemplateSchema } from "../../src/kube/schema.ts";
import { strategicMerge } from "../../src/kube/strategic-merge.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const web = { name: "web", image: "web:1", env: [{ name: "A", value: "1" }] };

const rows = [
  { what: "nothing", before: { spec: {} }, after: { spec: {} }, part: {} },
  {
    what: "a label",
    before: { metadata: { labels: { a: "1" } } },
    after: { metadata: { labels: { a: "1", b: "2" } } },
    part: { metadata: { labels: { b: "2" } } },
  },
  {
    what: "a variable of a container, under the container's name",
    before: { spec: { containers: [web, { name: "other" }] } },
    after: { spec: { containers: [{ ...web, env: [...web.env, { name: "B", value: "2" }] }, { name: "other" }] } },
    part: { spec: { containers: [{ name: "web", env: [{ name: "B", value: "2" }] }] } },
  },
  {
    what: "a container and a volume as a whole",
    before: { spec: { containers: [web] } },
    after: { spec: { containers: [web, { name: "proxy", image: "proxy:1" }], volumes: [{ name: "v", emptyDir: {} }] } },
    part: { spec: { containers: [{ name: "proxy", image: "proxy:1" }], volumes: [{ name: "v", emptyDir: {} }] } },
  },
  {
    what: "a list that is one value",
    before: { spec: { containers: [{ ...web, args: ["a"] }] } },
    after: { spec: { containers: [{ ...web, args: ["a", "b"] }] } },
    part: { spec: { containers: [{ name: "web", args: ["a", "b"] }] } },
  },
  {
    what: "a mount that is read-only now",
    before: { spec: { containers: [{ name: "web", volumeMounts: [{ name: "v", mountPath: "/v" }] }] } },
    after: { spec: { containers: [{ name: "web", volumeMounts: [{ name: "v", mountPath: "/v", readOnly: true }] }] } },
    part: { spec: { containers: [{ name: "web", volumeMounts: [{ mountPath: "/v", readOnly: true }] }] } },
  },
  {
    what: "an order of its own",
    before: { spec: { containers: [web, { name: "b" }] } },
    after: { spec: { containers: [{ name: "b" }, web] } },
    part: { spec: { containers: [] } },
  },
];

table("what a pod template has more is", rows, {
  title: ({ what }) => what,
  run: ({ before, after, part }) => {
    const found = partialOf(toValue(before) as ValueMap, toValue(after) as ValueMap);
    assert.equal(found, toValue(part));
    const again = strategicMerge(toValue(after), found, podTemplateSchema).value;
    assert.equal(again, toValue(after), "merged once more it changes nothing");
  },
});
