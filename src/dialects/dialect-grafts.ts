import { metadataOnly } from "../decide/decision.ts";
import type { PodFacts } from "../decide/facts.ts";
import type { GuardRule } from "../decide/guard-rule.ts";
import { type Diagnostic, diagnostic, hasErrors, type ObjectKind } from "../diagnostic/diagnostic.ts";
import type { Graft, GraftSubject, Reviewed } from "../graft/graft.ts";
import { misplacedKeys } from "../graft/misplaced-keys.ts";
import { partialOf } from "../graft/partial-of.ts";
import { not } from "../kube/cel.ts";
import { IS_OF_KNATIVE } from "../kube/cel-pod.ts";
import { allContainers } from "../kube/pod.ts";
import { remembered } from "../value/remembered.ts";
import { newMap } from "../value/value.ts";
import type { Dialect, DialectInput, Injector } from "./dialect.ts";
import type { DialectSettings } from "./settings.ts";
import { strayKeys } from "./stray-keys.ts";
import { dialectTable } from "./table.ts";
import { releaseOf, versionFaults } from "./versions.ts";

type Made = { readonly dialect: Dialect; readonly injector: Injector };
type Input = Omit<DialectInput, "version">;

/** The grafts of the dialects that a configuration has, in the order of the table. */
export function dialectGrafts(settings: DialectSettings, input: Input, table: readonly Dialect[] = dialectTable) {
  const { made, diagnostics } = injectorsOf(settings, input, table);
  return { grafts: made.map(graftOf), diagnostics };
}

/** What an admission policy asks for them. */
export function dialectGuards(settings: DialectSettings, input: Input, table: readonly Dialect[] = dialectTable) {
  const { made, diagnostics } = injectorsOf(settings, input, table);
  return { rules: made.flatMap(guardsOf), diagnostics };
}

function injectorsOf(settings: DialectSettings, input: Input, table: readonly Dialect[]) {
  const made: Made[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const dialect of table) {
    const block = Object.hasOwn(settings, dialect.name) ? settings[dialect.name] : undefined;
    if (block === undefined) continue;
    const version = (block as { readonly version?: string }).version ?? dialect.newest;
    const faults = versionFaults(dialect, version);
    diagnostics.push(...faults);
    if (faults.length > 0) continue;
    const injector = dialect.make(block, { ...input, ...onlyOf(dialect.reads, input), version: releaseOf(version) as string });
    diagnostics.push(...injector.diagnostics);
    made.push({ dialect, injector });
  }
  return { made, diagnostics };
}

function guardsOf({ dialect: { name, party }, injector: { guard } }: Made): readonly GuardRule[] {
  const unguarded: GuardRule = { graft: name, variables: [], wanted: [], marks: [], diagnostics: [notAsked(name, party)] };
  return (
    guard?.().map((one) => ({ graft: name, variables: [], diagnostics: [], ...one, wanted: [not(IS_OF_KNATIVE), ...one.wanted] })) ?? [
      unguarded,
    ]
  );
}

function notAsked(name: string, party: string): Diagnostic {
  return diagnostic("GuardIncomplete", {
    message: `The policy does not require ${name}: podgraft does not know how a policy finds what ${party} adds`,
    fix: "check the manifests with podgraft check --require-injected",
    field: { path: `spec.dialects.${name}` },
  });
}

/** It finds only objects of the kinds that the dialect declares in `reads`. */
function onlyOf(kinds: Dialect["reads"], { find, names }: Input): Pick<DialectInput, "find" | "names"> {
  const isRead = (wanted: ObjectKind) => kinds.some(({ apiVersion, kind }) => wanted.apiVersion === apiVersion && wanted.kind === kind);
  return {
    find: (kind, name, namespace) => (isRead(kind) ? find(kind, name, namespace) : undefined),
    names: (kind, namespace) => (isRead(kind) ? names(kind, namespace) : []),
  };
}

function graftOf({ dialect, injector: { decide, inject, review, levers } }: Made): Graft {
  const { name, party, excludes = [], podKeys, containers = [] } = dialect;
  // Decisions, injections and reviews use it.
  const decided = remembered((facts: PodFacts) => (facts.metadataOnly ? metadataOnly(facts) : decide(facts)));
  const strayIn = ({ facts, injected }: Reviewed) =>
    decided(facts).code === "InjectedAlready" ? [] : strayKeys(facts.podTemplate, dialect, injected !== undefined);
  return {
    name,
    party,
    brings: containers,
    decide: decided,
    apply: (subject) => applied(subject, inject),
    review: (reviewed) => [
      ...misplaced(reviewed, podKeys),
      ...strayIn(reviewed),
      ...excluded(reviewed, party, excludes),
      ...(review?.(reviewed) ?? []),
    ],
    levers: levers ?? [],
  };
}

function applied(subject: GraftSubject, inject: Injector["inject"]): ReturnType<Graft["apply"]> {
  const { podTemplate: before } = subject;
  const { podTemplate, diagnostics } = inject(subject);
  if (hasErrors(diagnostics)) return { podTemplate: before, patch: newMap(), diagnostics };
  return { podTemplate, patch: partialOf(before, podTemplate), diagnostics };
}

/** Recognised by the other party's containers in the pod with all grafts. */
function excluded({ injected, partyOf }: Reviewed, party: string, excludes: readonly string[]): readonly Diagnostic[] {
  const found =
    excludes.length === 0 || !injected ? [] : allContainers(injected).map(({ list, container }) => partyOf(list, String(container.name)));
  return excludes
    .filter((other) => found.includes(other))
    .map((other) =>
      diagnostic("ExclusiveInjectors", {
        message: `Cannot graft ${party} and ${other} into one pod; expected one of them`,
        fix: "opt the pod out of one of the two",
      }),
    );
}

function misplaced({ facts: { podTemplate, workload }, outer }: Reviewed, keys: Dialect["podKeys"]): readonly Diagnostic[] {
  if (!keys) return [];
  const whichOf = (name: string) => (keys.labels.includes(name) ? "labels" : keys.annotations.includes(name) ? "annotations" : undefined);
  return misplacedKeys({ podTemplate, kind: workload.kind, outer }, whichOf);
}
