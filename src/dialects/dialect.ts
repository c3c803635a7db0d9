import type * as z from "zod/mini";
import type { Decision } from "../decide/decision.ts";
import type { PodFacts } from "../decide/facts.ts";
import type { GuardRule } from "../decide/guard-rule.ts";
import type { Diagnostic, Location, ObjectKind, ResourceIdentity } from "../diagnostic/diagnostic.ts";
import type { Graft, GraftSubject } from "../graft/graft.ts";
import type { Value, ValueMap } from "../value/value.ts";

/** Another vendor's injector, as podgraft knows it. */
export interface Dialect<Settings = unknown> {
  /** Its key under `spec.dialects`, and its name in reports, provenance and `spec.grafts`. */
  readonly name: string;
  /** Its name in messages: `AWS's pod identity webhook`. */
  readonly party: string;
  /** Its block of the configuration. A field `version`, if it has one, is checked against `versions`. */
  readonly settings: z.ZodMiniType<Settings>;
  /** A row for the block itself, under "", and one for each field of it. */
  readonly fields: Readonly<Record<string, DialectField>>;
  /** The objects of the input that it reads. All others stay unread. */
  readonly reads: readonly ObjectKind[];
  /** The vendor's releases, from the oldest known one on, in which the pods changed. */
  readonly versions: readonly DialectVersion[];
  /** The newest release whose pods are known, which is also the default. */
  readonly newest: string;
  /** Labels and annotations that have an effect only on the pod template: elsewhere they are reported as misplaced. */
  readonly podKeys?: Readonly<Record<"labels" | "annotations", readonly string[]>>;
  /** Annotations that have an effect only on the ServiceAccount: on the pod template they are reported as misplaced. */
  readonly accountKeys?: readonly string[];
  /** Labels and annotations that the vendor's injector or control plane writes: they are no mistakes of the user's. */
  readonly written?: readonly string[];
  /** The names of the containers that it brings: a pod that has them is compared with what it would get without them. */
  readonly containers?: readonly string[];
  /** Parties whose containers cannot be in one pod with what it adds: `Istio`. */
  readonly excludes?: readonly string[];
  /** A pod template without what the vendor's own tools wrote; undefined if they wrote nothing. */
  readonly uninject?: (podTemplate: ValueMap) => UninjectedPod | undefined;
  /** Once for each run, before the first pod. */
  make(settings: Settings, input: DialectInput): Injector;
}

/** The documentation of a field, as for any other field of the configuration. */
export interface DialectField {
  readonly description: string;
  /** What holds where it is absent. */
  readonly absent: string;
  /** A sample value, in YAML. */
  readonly example: string;
}

export interface DialectVersion {
  /** The first release that does this: `1.5.1`. */
  readonly from: string;
  /** What it changes from the one before, for the documentation. */
  readonly does: string;
}

/** What a dialect may know besides the pod. */
export interface DialectInput {
  /** The release whose pods are made: `settings.version`, or else the newest. */
  readonly version: string;
  /** An object of the input; by default in the configuration's namespace. Undefined if the input lacks it. */
  readonly find: (kind: ObjectKind, name: string, namespace: string | undefined) => InputObject | undefined;
  /** The names of the objects of a kind in a namespace of the input, for what somebody may have meant. */
  readonly names: (kind: ObjectKind, namespace: string | undefined) => readonly string[];
  /** The minor of Kubernetes 1 that the pods are for; undefined if it is not set. */
  readonly minor: number | undefined;
  /** Reads YAML that is in an object, such as a key of a ConfigMap. */
  readonly readYaml: (text: string) => Value | undefined;
  /** Compiles a Go template, and those that it defines, with sprig's functions; with a chart's `partials`, with Helm's `include` too. */
  readonly template: (name: string, text: string, partials?: string) => DialectTemplate;
}

export interface InputObject {
  readonly identity: ResourceIdentity;
  readonly value: ValueMap;
  /** Where a field of it is, or else the object. */
  readonly locate: (path: readonly string[]) => Location;
}

/** What a template prints for data, or what is wrong with it. */
export type DialectTemplate = (data: Value) => { readonly text: string } | { readonly problem: string };

/** A dialect with its settings and the objects of one input. */
export interface Injector {
  /** Whether it goes into a pod template, with every fact consulted: `decide` of src/decide, with rules. */
  readonly decide: (facts: PodFacts) => Decision;
  /** The pod template with what it adds. If a diagnostic is an error, the pod stays as it is. */
  readonly inject: (subject: GraftSubject) => InjectedPod;
  /** What the user should know about the pod with all grafts. */
  readonly review?: Graft["review"];
  /** What may reverse a decision, for explain to try: labels of the pod or of its namespace. */
  readonly levers?: Graft["levers"];
  /** How an admission policy tells a pod that lacks what it adds; absent: no policy asks for it. */
  readonly guard?: () => readonly DialectGuard[];
  /** Faults of its settings, and of objects, that do not depend on the pod. */
  readonly diagnostics: readonly Diagnostic[];
}

/** In CEL: what `decide` says of the pod without `containers`, and what a pod has that carries what is added. */
export type DialectGuard = Pick<GuardRule, "wanted" | "marks" | "perAccount"> & Partial<Pick<GuardRule, "variables" | "diagnostics">>;

export interface UninjectedPod {
  readonly podTemplate: ValueMap;
  /** What was removed or kept without knowing who added it. */
  readonly guesses: readonly string[];
}

export interface InjectedPod {
  readonly podTemplate: ValueMap;
  readonly diagnostics: readonly Diagnostic[];
}
