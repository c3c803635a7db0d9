import { at, isList, isMap, type ValueMap } from "../../value/value.ts";
import { type Container, type PodSecurityLevel, rulesOfPodSecurity, type Violation } from "./pod-security-rules.ts";
import { NEWEST } from "./since.ts";

/**
 * What a level forbids in a pod template, for the rules of a minor of Kubernetes 1, each field once.
 *
 * Source: k8s.io/pod-security-admission policy, 1.34; judged by tools/kube-judge
 */
export function podSecurityViolations(template: ValueMap, level: PodSecurityLevel, minor = NEWEST): readonly Violation[] {
  const pod = { template, containers: containersOf(template), minor };
  const isWindows = at(template, "spec", "os", "name") === "windows" && minor >= 25;
  return rulesOfPodSecurity
    .filter((rule) => {
      if (minor < (rule.since ?? 0) || minor >= (rule.until ?? Number.POSITIVE_INFINITY)) return false;
      if (rule.exceptWindows && isWindows) return false;
      if (level === "baseline") return rule.level === "baseline";
      return minor < (rule.overriddenSince ?? Number.POSITIVE_INFINITY);
    })
    .flatMap((rule) => rule.check(pod));
}

function containersOf(template: ValueMap): readonly Container[] {
  return ["initContainers", "containers", "ephemeralContainers"].flatMap((list) => {
    const items = at(template, "spec", list);
    if (!isList(items)) return [];
    return items.flatMap((value, i) => (isMap(value) ? [{ path: ["spec", list, i], name: String(value.name), value }] : []));
  });
}
