import { limitViolations } from "../../src/kube/namespace-limits.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const range = (...limits: object[]) => ({ apiVersion: "v1", kind: "LimitRange", metadata: { name: "r" }, spec: { limits } });
const quota = (hard: object, more: object = {}) => ({
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "q" },
  spec: { hard, ...more },
});
const container = (name: string, requests?: object, limits?: object, more: object = {}) => ({
  name,
  ...((requests || limits) && { resources: { ...(requests && { requests }), ...(limits && { limits }) } }),
  ...more,
});
const one = (requests?: object, limits?: object) => ({ containers: [container("a", requests, limits)] });

interface LimitRow {
  readonly name: string;
  readonly spec: object;
  readonly objects: readonly object[];
  readonly want: readonly string[];
}

const rows: readonly LimitRow[] = [
  { name: "nothing limits", spec: one(), objects: [], want: [] },
  { name: "the whole quota", spec: one({ cpu: 2 }), objects: [quota({ "requests.cpu": 2 })], want: [] },
  {
    name: "below the minimum",
    spec: one({ cpu: "50m" }, { cpu: "80m" }),
    objects: [range({ type: "Container", min: { cpu: "0.1" } })],
    want: ["The LimitRange r a requests.cpu is 50m, expected at least 100m"],
  },
  {
    name: "above the maximum",
    spec: one({ memory: "1Gi" }, { memory: "2Gi" }),
    objects: [range({ type: "Container", max: { memory: "1Gi" } })],
    want: ["The LimitRange r a limits.memory is 2Gi, expected at most 1Gi"],
  },
  {
    name: "the maximum is the default of limits and requests",
    spec: one(),
    objects: [range({ type: "Container", max: { cpu: 1 }, min: { cpu: 1 } })],
    want: [],
  },
  {
    name: "limits are requests where these are absent",
    spec: one(undefined, { cpu: 2 }),
    objects: [range({ type: "Container", min: { cpu: 2 } })],
    want: [],
  },
  {
    name: "a default limit below the container's request",
    spec: one({ cpu: 2 }),
    objects: [range({ type: "Container", default: { cpu: 1 }, maxLimitRequestRatio: { cpu: 1 } })],
    want: [],
  },
  {
    name: "a ratio",
    spec: one({ cpu: "100m" }, { cpu: "2" }),
    objects: [range({ type: "Container", maxLimitRequestRatio: { cpu: 4 } })],
    want: ["The LimitRange r a limits.cpu is 2, expected at most 4 times its request"],
  },
  {
    name: "a ratio without anything set",
    spec: one(),
    objects: [range({ type: "Container", maxLimitRequestRatio: { cpu: 4 } })],
    want: ["The LimitRange r a requests.cpu is not set, expected one: limits.cpu has to be at most 4 times its request"],
  },
  {
    name: "the sum of a pod, with native sidecars and the largest init container",
    spec: {
      initContainers: [container("n", { cpu: "1" }, undefined, { restartPolicy: "Always" }), container("i", { cpu: "3" })],
      containers: [container("a", { cpu: "500m" })],
    },
    objects: [range({ type: "Pod", min: { cpu: 5 } })],
    want: ["The LimitRange r pod requests.cpu is 4, expected at least 5"],
  },
  {
    name: "a pod's maximum asks for limits, which no default gives",
    spec: one(),
    objects: [range({ type: "Pod", max: { cpu: 1 } })],
    want: ["The LimitRange r pod limits.cpu is not set, expected at most 1"],
  },
  {
    name: "defaults count in a pod's sum",
    spec: one(),
    objects: [range({ type: "Container", default: { cpu: 1 } }, { type: "Pod", max: { cpu: 1 } })],
    want: [],
  },
  { name: "other types", spec: one(), objects: [range({ type: "PersistentVolumeClaim", min: { storage: "1Gi" } })], want: [] },
  {
    name: "what a quota wants every container to set",
    spec: { containers: [container("a", { cpu: 1 }), container("b", { cpu: 1 }, { memory: "1Gi" })] },
    objects: [quota({ "requests.cpu": 4, memory: "8Gi", "limits.memory": "8Gi", pods: 3 })],
    want: [
      "The ResourceQuota q a requests.memory is not set, expected one, since the quota counts memory",
      "The ResourceQuota q a limits.memory is not set, expected one, since the quota counts limits.memory",
    ],
  },
  {
    name: "a quota that one pod exceeds",
    spec: { containers: [container("a", { cpu: "1500m" }), container("b", { cpu: 1 })] },
    objects: [quota({ cpu: 2 })],
    want: ["The ResourceQuota q pod requests.cpu is 2500m, expected at most 2"],
  },
  { name: "a quota with a scope", spec: one(), objects: [quota({ cpu: 2 }, { scopes: ["BestEffort"] })], want: [] },
  {
    name: "what a LimitRange fills in for a quota",
    spec: one(),
    objects: [quota({ cpu: 2 }), range({ type: "Container", default: { cpu: 1 } })],
    want: [],
  },
];

table("what LimitRanges and ResourceQuotas refuse of a pod", rows, {
  title: ({ name }) => name,
  run: ({ spec, objects, want }) => {
    const found = limitViolations(
      toValue({ spec }),
      objects.map((object) => toValue(object) as ValueMap),
    );
    assert.equal(
      found.map(({ source, container: name = "pod", field, fault }) => `${source} ${name} ${field} ${fault}`),
      want,
    );
  },
});
