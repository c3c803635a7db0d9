import { type Diagnostic, diagnostic, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { isKindWord, kindWord } from "../kube/kind-word.ts";

/** The workloads that a command is about; an empty choice means all. */
export interface Choice {
  readonly namespace?: string | undefined;
  /** As `KIND/NAME` or `KIND/NAMESPACE/NAME`. */
  readonly workloads?: readonly string[];
}

export type Chooses = (resource: ResourceIdentity) => boolean;

/** Whether a resource is chosen; `home` is the namespace of those that name none. */
export function chooser({ namespace, workloads = [] }: Choice, home: string | undefined): Chooses {
  const isNamed = workloads.map(named);
  return (resource) => {
    const own = resource.kind === "Namespace" ? resource.name : (resource.namespace ?? home);
    return (namespace === undefined || own === namespace) && (workloads.length === 0 || isNamed.some((is) => is(resource, home)));
  };
}

/**
 * Errors for choices that match no workload of the input. Without workloads there is nothing to choose from, and
 * nothing to say about a namespace.
 */
export function unmatched(choice: Choice, found: readonly ResourceIdentity[], home: string | undefined): readonly Diagnostic[] {
  const { namespace, workloads = [] } = choice;
  const within = found.filter(chooser({ namespace }, home));
  if (namespace !== undefined && within.length === 0 && found.length > 0) return [noSuchNamespace(namespace, found, home)];
  return workloads
    .filter((text) => !within.some((resource) => named(text)(resource, home)))
    .map((text) => noSuchWorkload(text, within, home));
}

function named(text: string): (resource: ResourceIdentity, home: string | undefined) => boolean {
  const parts = text.split("/");
  const [word = "", name] = [parts[0], parts.at(-1)];
  const namespace = parts.length === 3 ? parts[1] : undefined;
  return (resource, home) =>
    resource.name === name &&
    isKindWord(word, resource) &&
    (namespace === undefined || (resource.namespace ?? home ?? "default") === namespace);
}

const SHOWN = 5;

function noSuchWorkload(text: string, found: readonly ResourceIdentity[], home: string | undefined): Diagnostic {
  const [name = "", ...before] = text.split("/").reverse();
  const written = ({ kind, namespace = home ?? "default", name: own }: ResourceIdentity) =>
    [kindWord(kind), ...(before.length > 1 ? [namespace] : []), own].join("/");
  const close = nearest(
    name,
    found.map((resource) => resource.name),
  );
  const near = found.find((resource) => resource.name === name) ?? found.find((resource) => resource.name === close);
  return diagnostic("InvalidInput", {
    message: `The input has no workload ${text}; ${near ? `did you mean ${written(near)}?` : `expected ${oneOf(found.map(written))}`}`,
    fix: "write KIND/NAME of a workload in the input, or the path of a file that exists",
  });
}

function noSuchNamespace(namespace: string, found: readonly ResourceIdentity[], home: string | undefined): Diagnostic {
  const candidates = found.map((resource) => resource.namespace ?? home ?? "default");
  const near = nearest(namespace, candidates);
  return diagnostic("InvalidInput", {
    message: `The input has no workload in the namespace ${namespace}; ${near ? `did you mean ${near}?` : `expected ${oneOf(candidates)}`}`,
    fix: "correct -n, or leave it out to see every namespace; --default-namespace places resources that name none",
  });
}

function oneOf(all: readonly string[]): string {
  const candidates = [...new Set(all)];
  if (candidates.length === 0) return "a workload in the input";
  const more = candidates.length > SHOWN ? ` or ${candidates.length - SHOWN} more` : "";
  return candidates.length === 1 ? `${candidates[0]}` : `one of ${candidates.slice(0, SHOWN).join(", ")}${more}`;
}
