import type { Evidence } from "../decide/decision.ts";
import type { PodFacts } from "../decide/facts.ts";
import { type Diagnostic, diagnostic, type ObjectKind } from "../diagnostic/diagnostic.ts";
import { didYouMean, nearest } from "../diagnostic/nearest.ts";
import { specOf } from "../kube/pod.ts";
import type { ValueMap } from "../value/value.ts";
import type { DialectInput, InputObject } from "./dialect.ts";

export const SERVICE_ACCOUNT: ObjectKind = { apiVersion: "v1", kind: "ServiceAccount" };

export interface PodAccount {
  readonly name: string;
  /** Undefined if the input has none with that name. */
  readonly account: InputObject | undefined;
  readonly evidence: readonly Evidence[];
  /** Where there is none: the one of the namespace that was probably meant. */
  readonly meant: string | undefined;
}

type Accounts = Pick<DialectInput, "find" | "names">;

/**
 * The name of a pod's ServiceAccount: if the pod names none, the API server sets `default` before it calls any webhook.
 *
 * Source: kubernetes plugin/pkg/admission/serviceaccount/admission.go Admit; `serviceAccount` is the field's older name.
 */
export function accountNameOf(podTemplate: ValueMap): string {
  const { serviceAccountName, serviceAccount } = specOf(podTemplate);
  return String(serviceAccountName || serviceAccount || "default");
}

/** The ServiceAccount of a pod in the input. */
export function accountOf({ workload, podTemplate, namespace }: PodFacts, { find, names }: Accounts): PodAccount {
  const { serviceAccountName, serviceAccount } = specOf(podTemplate);
  const name = accountNameOf(podTemplate);
  const home = workload.namespace ?? namespace.name;
  const account = find(SERVICE_ACCOUNT, name, home);
  const meant = account || name === "default" ? undefined : nearest(name, names(SERVICE_ACCOUNT, home));
  const key = serviceAccountName ? "serviceAccountName" : serviceAccount ? "serviceAccount" : undefined;
  const place = key && { place: { of: "podTemplate", path: ["spec", key] } as const };
  const named: Evidence = { fact: "pod ServiceAccount", found: key ? name : `${name}, as none is named`, ...place };
  const found: Evidence = account
    ? { fact: `ServiceAccount ${name}`, found: "in the input", source: account.locate([]) }
    : { fact: `ServiceAccount ${name}`, found: "not in the input" };
  return { name, account, meant, evidence: [named, found] };
}

export function unknownAccount({ name, meant }: Pick<PodAccount, "name" | "meant">, party: string): Diagnostic {
  return diagnostic("UnknownServiceAccount", {
    message: `The ServiceAccount ${name} is not in the input, so ${party} injects nothing into the pod${didYouMean(meant)}`,
    fix: `${meant === undefined ? "" : `write ${meant}, or `}add the ServiceAccount ${name} to the input; with config.kubernetes.io/local-config: "true" it stays out of the cluster`,
    field: { path: "spec.serviceAccountName", current: name },
  });
}
