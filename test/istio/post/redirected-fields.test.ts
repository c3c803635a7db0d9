import { isRedirected } from "../../../src/istio/post/redirected-fields.ts";
import { assert, table } from "../../cases.ts";

const web = ["spec", "containers", { item: "web" }];

table(
  "fields that the agent takes over",
  [
    { path: [...web, "readinessProbe", "httpGet", "path"], is: true },
    { path: [...web, "lifecycle", "preStop", "httpGet", "port"], is: true },
    { path: ["spec", "initContainers", { item: "init" }, "startupProbe"], is: true },
    { path: ["metadata", "annotations", "prometheus.io/port"], is: true },
    { path: ["metadata", "annotations", "prometheus.io/other"], is: false },
    { path: [...web, "image"], is: false },
    { path: [...web, "lifecycle"], is: false },
    { path: ["spec", "containers", { item: "istio-proxy" }, "readinessProbe"], is: false },
    { path: ["spec", "volumes", { item: "web" }, "readinessProbe"], is: false },
  ],
  { title: ({ path }) => JSON.stringify(path), run: ({ path, is }) => assert.is(isRedirected(path), is) },
);
