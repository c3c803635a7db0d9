import { checkReach } from "../../src/sidecar/check-reach.ts";
import type { SidecarConfig } from "../../src/sidecar/config.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  readonly config: Partial<SidecarConfig>;
  /** Code, field and message. */
  readonly told?: string;
}

const never = (field: string, why: string, fix = "correct the selector") =>
  `NeverSelected s${field}: The sidecar x goes into no pod: ${why} | ${fix}`;
const unknown = (i: number, kind: string, fix: string) =>
  `UnknownKind s.kinds[${i}]: The sidecar x lists the kind ${kind}, which podgraft does not know | ${fix}`;
const labels = { matchLabels: { a: "1" } };
const impossible = { ...labels, matchExpressions: [{ key: "a", operator: "DoesNotExist" as const }] };

const rows: readonly Row[] = [
  { name: "a policy", config: { policy: "enabled" } },
  { name: "a policy that turns it off", config: { policy: "disabled" } },
  { name: "a selector", config: { podSelector: labels } },
  { name: "an opt-in", config: { optIn: "ship" } },
  {
    name: "nothing",
    config: {},
    told: never("", "it has no optIn, no selector and no policy", "write policy: enabled, a selector, or optIn"),
  },
  {
    name: "no kinds",
    config: { kinds: [], policy: "enabled" },
    told: never(".kinds", "its kinds are empty", "list the kinds, or remove kinds for every kind"),
  },
  {
    name: "a pod selector that contradicts itself",
    config: { podSelector: impossible },
    told: never(".podSelector", "no pod can have what is asked of its label a"),
  },
  {
    name: "a namespace selector that contradicts itself",
    config: { namespaceSelector: impossible, podSelector: labels },
    told: never(".namespaceSelector", "no namespace can have what is asked of its label a"),
  },
  { name: "the same, and pods may opt in", config: { namespaceSelector: impossible, optIn: "ship" } },
  { name: "known kinds", config: { policy: "enabled", kinds: ["Deployment", "Farm"] } },
  {
    name: "a misspelt kind",
    config: { policy: "enabled", kinds: ["Deploymnt"] },
    told: unknown(0, "Deploymnt", "write Deployment"),
  },
  {
    name: "a kind in lower case",
    config: { policy: "enabled", kinds: ["Farm", "deployment"] },
    told: unknown(1, "deployment", "write Deployment"),
  },
  {
    name: "a kind like none",
    config: { policy: "enabled", kinds: ["Ingress"] },
    told: unknown(0, "Ingress", "remove it, or say in spec.workloads where its pod templates are"),
  },
];

const own = [{ apiVersion: "example.com/v1", kind: "Farm", podTemplates: ["spec.template"] }];

table("what a sidecar's rules reach", rows, {
  title: ({ name }) => name,
  run: ({ config, told }) =>
    assert.equal(
      checkReach({ name: "x", ...config }, "s", own).map(({ code, field, message, fix }) => `${code} ${field?.path}: ${message} | ${fix}`),
      told === undefined ? [] : [told],
    ),
});
