import { compare } from "../../change/compare.ts";
import type { Delta } from "../../change/delta.ts";
import { type Diagnostic, diagnostic, type ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { replaceAt } from "../../graft/replace-at.ts";
import { servedWorkload } from "../../graft/served-workload.ts";
import { uninjectIstio } from "../../istio/uninject-istio.ts";
import { workloadListKeys } from "../../kube/list-keys.ts";
import { at, isMap, type Value, type ValueMap } from "../../value/value.ts";
import { dialectUninjectors } from "../engines.ts";
import type { Injected } from "./served.ts";

export interface OthersUninjected {
  readonly delta: Delta;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Takes out of a workload what another tool injected and recorded, also if the workload comes from a cluster; undefined
 * without such a record.
 */
export function uninjectOthers({ identity, value, templates }: Injected): OthersUninjected | undefined {
  const live = servedWorkload(value, templates);
  const result = fromWritten({ identity, value: live?.written ?? value, templates });
  const made = result && live ? live.deltaTo(result.delta.after as ValueMap, { isWhole: true }) : result?.delta;
  return result && made && { ...result, delta: made };
}

function fromWritten({ identity, value, templates }: Injected): OthersUninjected | undefined {
  const guesses: string[] = [];
  const after = templates.reduce<Value>((object, path) => {
    const podTemplate = at(object, ...path);
    if (!isMap(podTemplate)) return object;
    const after = uninjectors().reduce((pod, take) => {
      const result = take(pod);
      guesses.push(...(result?.guesses ?? []));
      return result?.podTemplate ?? pod;
    }, podTemplate);
    return replaceAt(object, path, after);
  }, value);
  const delta = compare(value, after, workloadListKeys(templates));
  return delta && { delta, diagnostics: [guessed(identity, [...new Set(guesses)])] };
}

/** Takes out what other tools injected. */
function uninjectors(): readonly ((podTemplate: ValueMap) => ReturnType<typeof uninjectIstio>)[] {
  return [uninjectIstio, ...dialectUninjectors()];
}

function guessed(resource: ResourceIdentity, guesses: readonly string[]): Diagnostic {
  return diagnostic("UninjectedByStatus", {
    resource,
    message: `The result may differ from the original: another tool injected the pod, and its annotations do not say everything${guesses.length > 0 ? ` (${guesses.join("; ")})` : ""}`,
    fix: "compare with the original, if there is one",
  });
}
