import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { unknownKind } from "../kube/near-workload.ts";
import { parseSelector } from "../kube/selector.ts";
import { contradiction } from "../kube/selector-contradiction.ts";
import type { UserWorkload } from "../kube/workloads.ts";
import { toValue } from "../value/value.ts";
import type { SidecarConfig } from "./config.ts";

/**
 * Rules because of which a sidecar goes nowhere, or not where it should. `path` is the sidecar's place, `own` are the
 * user's kinds.
 */
export function checkReach(config: SidecarConfig, path: string, own: readonly UserWorkload[]): readonly Diagnostic[] {
  const unknown = unknownKinds(config, path, own);
  return [...unknown, ...(unknown.length > 0 ? [] : neverSelected(config, path))];
}

function unknownKinds({ name, kinds = [] }: SidecarConfig, path: string, own: readonly UserWorkload[]): readonly Diagnostic[] {
  return kinds.flatMap((kind, i) => {
    const unknown = unknownKind(kind, own);
    if (unknown === undefined) return [];
    const { meant } = unknown;
    return diagnostic("UnknownKind", {
      message: `The sidecar ${name} lists the kind ${kind}, which podgraft does not know`,
      fix: meant === undefined ? "remove it, or say in spec.workloads where its pod templates are" : `write ${meant}`,
      field: { path: `${path}.kinds[${i}]`, current: kind },
    });
  });
}

function neverSelected(config: SidecarConfig, path: string): readonly Diagnostic[] {
  const { name, kinds, optIn, namespaceSelector, podSelector, policy } = config;
  const told = (field: string, why: string, fix: string) => [
    diagnostic("NeverSelected", { message: `The sidecar ${name} goes into no pod: ${why}`, fix, field: { path: `${path}${field}` } }),
  ];
  if (kinds?.length === 0) return told(".kinds", "its kinds are empty", "list the kinds, or remove kinds for every kind");
  if (optIn !== undefined) return [];
  if (!namespaceSelector && !podSelector) {
    const isLeftOut = policy === undefined;
    return isLeftOut ? told("", "it has no optIn, no selector and no policy", "write policy: enabled, a selector, or optIn") : [];
  }
  return [
    ...impossible(namespaceSelector, (key) =>
      told(".namespaceSelector", `no namespace can have what is asked of its label ${key}`, "correct the selector"),
    ),
    ...impossible(podSelector, (key) => told(".podSelector", `no pod can have what is asked of its label ${key}`, "correct the selector")),
  ];
}

function impossible(selector: SidecarConfig["podSelector"], told: (key: string) => readonly Diagnostic[]): readonly Diagnostic[] {
  const { selector: parsed, problems } = parseSelector(toValue(selector ?? {}));
  const key = problems.length > 0 ? undefined : contradiction(parsed);
  return key === undefined ? [] : told(key);
}
