import type { ObjectKind } from "../diagnostic/diagnostic.ts";
import { fn, str } from "../gotemplate/define.ts";
import { type Func, FuncError, type GoValue } from "../gotemplate/value/value.ts";
import { newMap, type ValueMap } from "../value/value.ts";

/** The objects of the input, without the workloads that are injected into. */
export interface ObjectsOfInput {
  /** In a namespace; undefined: in all. */
  readonly all: (kind: ObjectKind, namespace: string | undefined) => readonly { readonly value: ValueMap }[];
  readonly find: (kind: ObjectKind, name: string, namespace: string | undefined) => { readonly value: ValueMap } | undefined;
}

const NO_SECRETS = "a Secret is not looked up, because its content would be in the pod; refer to it with secretKeyRef";

/**
 * `lookup APIVERSION KIND NAMESPACE NAME`: an object of the input, an empty map if the input lacks it; without a name a list of those in
 * the namespace, or in all. It asks no cluster.
 *
 * Source: helm pkg/engine/lookup_func.go newLookupFunction.
 * Differs: it gives no Secret, whose content would then be in pods and in Git.
 */
export function lookupIn({ all, find }: ObjectsOfInput): Func {
  return fn([str, str, str, str], ([apiVersion, kind, inNamespace, name]) => {
    if (kind === "Secret" && apiVersion === "v1") throw new FuncError(NO_SECRETS);
    const wanted = { apiVersion, kind };
    const namespace = inNamespace === "" ? undefined : inNamespace;
    if (name !== "") return (find(wanted, name, namespace)?.value ?? newMap()) as GoValue;
    const items = all(wanted, namespace).map(({ value }) => value);
    return Object.assign(newMap(), { apiVersion, kind: `${kind}List`, items }) as GoValue;
  });
}
