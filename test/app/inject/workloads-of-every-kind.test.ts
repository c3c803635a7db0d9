import { type WorkloadKind, workloads } from "../../../src/kube/workloads.ts";
import { assert, table } from "../../cases.ts";
import { isJudged, judge } from "../../kube/judge.ts";
import { inject, type Plain, pod, shipper, told, uninject } from "../run-objects.ts";

/** For the groups of which every version is known, the one to try. */
const versionOf: Readonly<Record<string, string>> = {
  "": "v1",
  apps: "v1",
  extensions: "v1beta1",
  batch: "v1",
  "apps.openshift.io": "v1",
};

/** What the API server wants besides a pod template. */
const required: Readonly<Record<string, object>> = {
  Deployment: { selector: { matchLabels: { app: "web" } } },
  ReplicaSet: { selector: { matchLabels: { app: "web" } } },
  DaemonSet: { selector: { matchLabels: { app: "web" } } },
  StatefulSet: { selector: { matchLabels: { app: "web" } }, serviceName: "web" },
  CronJob: { schedule: "0 4 * * *" },
};

const rows = workloads.flatMap((workload) => {
  const versions = workload.versions === "*" ? [versionOf[workload.group] as string] : workload.versions;
  return versions.map((version) => ({ workload, apiVersion: workload.group === "" ? version : `${workload.group}/${version}` }));
});

table("every workload kind is injected and uninjected", rows, {
  title: ({ workload, apiVersion }) => `${apiVersion} ${workload.kind}`,
  run: async ({ workload, apiVersion }) => {
    const object = sample(workload, apiVersion);
    const { items, diagnostics, text } = await inject([object], { sidecars: [shipper] });
    assert.equal(told(diagnostics), []);
    const printed = JSON.stringify(items[0]);
    const count = (needle: string) => printed.split(needle).length - 1;
    const templates = workload.podTemplates.length;
    assert.is(count('"image":"shipper:1"'), workload.metadataOnly ? 0 : templates);
    assert.is(count('"example.com/logs":"json"'), templates);
    if (isJudged(object)) assert.is(judge(items[0] as Plain), "");
    const back = await uninject(text);
    assert.equal(told(back.diagnostics), []);
    assert.equal(back.items, [object]);
  },
});

/** An object of the kind with a pod at each of its paths. */
function sample({ kind, podTemplates }: WorkloadKind, apiVersion: string): Plain {
  const extra = Object.hasOwn(required, kind) ? { spec: required[kind] } : {};
  const parts = podTemplates.map((path) => (path === "." ? pod : partAt(path.split("."))));
  return merged([{ apiVersion, kind, metadata: { name: "web" } }, extra, ...parts]);
}

function partAt([segment, ...rest]: readonly string[]): Plain {
  if (segment === undefined) return pod;
  const inner = partAt(rest);
  if (segment === "*") return { Worker: inner };
  const key = segment.replace("?", "");
  return key.endsWith("[]") ? { [key.slice(0, -2)]: [inner] } : { [key]: inner };
}

function merged(parts: readonly Plain[]): Plain {
  const out: Record<string, unknown> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    out[key] = key in out ? merged([out[key] as Plain, value as Plain]) : value;
  }
  return out;
}
