import type { NamespaceFacts } from "../decide/facts.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { minorOf } from "../kube/minor.ts";
import { podSecurityViolations } from "../kube/validate/pod-security.ts";
import type { PodSecurityLevel, Violation } from "../kube/validate/pod-security-rules.ts";
import type { ValueMap } from "../value/value.ts";
import { type Contribution, type Grafting, whose } from "./grafting.ts";
import { type LocatedFault, located } from "./pod-fault.ts";
import { readablePath } from "./readable-path.ts";

/** What a namespace does with pods that violate a level, the strictest first. */
const MODES = { enforce: "refuses", warn: "warns about", audit: "records" } as const;
/** The labels of each, as they are asked for in every pod. */
const LABELS = (["enforce", "warn", "audit"] as const).map((mode) => {
  const label = `pod-security.kubernetes.io/${mode}`;
  return { mode, label, version: `${label}-version` };
});

/**
 * What the grafts add that the namespace's Pod Security level forbids: once for each container or pod. What the pod
 * itself violates is left to the cluster. For a level that only warns or audits it is an info, unless the enforced
 * level already reports it.
 *
 * Source: k8s.io/pod-security-admission api PolicyToEvaluate
 */
export function podSecurity(grafting: Grafting, podTemplate: ValueMap, namespace: NamespaceFacts): readonly Diagnostic[] {
  for (const { mode, label, version } of LABELS) {
    const level = namespace.labels[label];
    if (level !== "baseline" && level !== "restricted") continue;
    const broken = brokenBy(grafting, podTemplate, { level, minor: minorIn(namespace.labels[version]) });
    if (broken.length > 0) return broken.map((each) => rejection(each, { mode, level, namespace: namespace.name, grafting }));
  }
  return [];
}

/** Absent and `latest` is the newest one. */
function minorIn(version: unknown): number | undefined {
  return typeof version === "string" ? minorOf(version) : undefined;
}

interface Broken {
  readonly by: Contribution;
  readonly container: string | undefined;
  readonly violations: readonly LocatedFault<Violation>[];
}

interface Rules {
  readonly level: PodSecurityLevel;
  readonly minor: number | undefined;
}

function brokenBy({ before, contributions }: Grafting, podTemplate: ValueMap, { level, minor }: Rules): readonly Broken[] {
  const violationsIn = (pod: ValueMap) => located<Violation>(pod, podSecurityViolations(pod, level, minor));
  const found = violationsIn(podTemplate);
  if (found.length === 0) return [];
  const stages = [before, ...contributions.map((each) => each.podTemplate)].map((pod) => new Set(violationsIn(pod).map(({ key }) => key)));
  const broken = new Map<string, Broken>();
  for (const violation of found) {
    const by = contributions[stages.findIndex((keys) => keys.has(violation.key)) - 1];
    if (!by) continue;
    const { container } = violation.fault;
    const key = JSON.stringify([by.party, container]);
    broken.set(key, { by, container, violations: [...(broken.get(key)?.violations ?? []), violation] });
  }
  return [...broken.values()];
}

interface Told {
  readonly mode: keyof typeof MODES;
  readonly level: PodSecurityLevel;
  readonly namespace: string | undefined;
  readonly grafting: Grafting;
}

function rejection({ by, container, violations }: Broken, { mode, level, namespace, grafting }: Told): Diagnostic {
  const subject = container === undefined ? by.party : whose(by, `container ${container}`);
  const fields = violations.map(({ path }) => readablePath(container === undefined ? path : path.slice(3)));
  const faults = violations.map(({ fault }, i) => `${fields[i]} is ${describe(fault.found)}, expected ${fault.expected}`);
  const [first] = violations as readonly [LocatedFault<Violation>];
  return {
    ...diagnostic("PodSecurityRejects", {
      message: `The namespace ${namespace ?? "default"} ${MODES[mode]} these pods by the Pod Security level ${level}, because of ${subject}: ${faults.join("; ")}`,
      fix: (container !== undefined && by.graft.podSecurityFix?.(container, fields)) || "correct these fields in the sidecar's template",
      field: { path: grafting.pathTo(first.path), ...(first.fault.found !== undefined && { current: first.fault.found }) },
    }),
    ...(mode !== "enforce" && { severity: "info" as const }),
  };
}
