import { uninjectByName } from "../../src/dialects/uninject-by-name.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const uninject = uninjectByName({
  sign: "proxy",
  containers: ["proxy", "init"],
  volumes: ["token"],
  isTheirs: (key, value) => key.startsWith("example.com/") && value !== "kept",
  guesses: ["labels may be anybody's"],
});

const app = { containers: [{ name: "app" }] };
const rows: readonly { readonly what: string; readonly pod: object; readonly left?: object }[] = [
  { what: "nothing", pod: { spec: { ...app, volumes: [{ name: "token" }] } } },
  {
    what: "containers, a volume and labels",
    pod: {
      metadata: { labels: { "example.com/a": "b", app: "web" }, annotations: { "example.com/a": "b" } },
      spec: { initContainers: [{ name: "init" }], containers: [{ name: "app" }, { name: "proxy" }], volumes: [{ name: "token" }] },
    },
    left: { metadata: { labels: { app: "web" } }, spec: app },
  },
  {
    what: "all metadata",
    pod: { metadata: { labels: { "example.com/a": "b" } }, spec: { ...app, initContainers: [{ name: "proxy" }] } },
    left: { spec: app },
  },
  {
    what: "what stays",
    pod: { metadata: { labels: { "example.com/a": "kept" } }, spec: { ...app, initContainers: [{ name: "proxy" }, { name: "own" }] } },
    left: { metadata: { labels: { "example.com/a": "kept" } }, spec: { ...app, initContainers: [{ name: "own" }] } },
  },
];

table("a pod in which a vendor's tools wrote", rows, {
  title: ({ what }) => what,
  run: ({ pod, left }) => {
    const found = uninject(toValue(pod) as ValueMap);
    assert.equal(found, left && { podTemplate: toValue(left), guesses: ["labels may be anybody's"] });
  },
});
