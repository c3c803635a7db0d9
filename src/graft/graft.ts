import type { Path } from "../change/changes.ts";
import type { Decision } from "../decide/decision.ts";
import type { PodFacts } from "../decide/facts.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { ContainerList } from "../kube/pod.ts";
import type { Value, ValueMap } from "../value/value.ts";
import type { OuterMetadata } from "./misplaced-keys.ts";
import type { Taken } from "./taken-values.ts";

/** Something that can be grafted into a pod template: a sidecar of the user's own, Istio's, or another vendor's. */
export interface Graft {
  readonly name: string;
  /** As messages call it: `the sidecar x`, `Istio`. */
  readonly party: string;
  /**
   * An injector of its own does the same at admission, whatever the pod itself has: what does not go together is a warning,
   * mostly one of `review`. It may do more to a pod than its patch says.
   */
  readonly hasInjector?: true;
  /** The annotation that its injector leaves in every pod: one without it was not injected, whatever containers it has. */
  readonly status?: string;
  /** What becomes of the pod's own values where its patch has others; absent where an injector does what it does. */
  readonly onConflict?: OnConflict;
  /** Fields of its patch that may be unknown, such as `spec.containers[].newField`. */
  readonly allowUnknownFields?: readonly string[] | undefined;
  /** How to have a container of its own follow a level of Pod Security that forbids these fields of it; undefined where it does not know. */
  readonly podSecurityFix?: (container: string, fields: readonly string[]) => string | undefined;
  /** Where in the configuration a place of its patch is written: `spec.sidecars[0].template.spec.dnsPolicy`. */
  readonly origin?: (steps: readonly (string | number)[]) => string;
  /** Whether it reads the field at a path and then points it to itself: what others write there goes into it again. */
  readonly redirects?: (path: Path) => boolean;
  /** Whether it goes into a pod template, with every fact consulted. */
  readonly decide: (facts: PodFacts) => Decision;
  /** Puts it into the pod template that holds the earlier grafts. */
  readonly apply: (subject: GraftSubject) => Applied;
  /** What may turn its decision round, for explain to try; absent: what the rules of own sidecars and of Istio look at. */
  readonly levers?: readonly GraftLever[];
  /** What the user should know of a pod template once all grafts are in it, or of one that this graft did not go into. */
  readonly review?: (reviewed: Reviewed) => readonly Diagnostic[];
}

/** Labels that somebody could write. */
export interface GraftLever {
  readonly of: "podTemplate" | "namespace";
  readonly labels: Readonly<Record<string, string>>;
}

/** An error, or which of the two values stays. */
export type OnConflict = "fail" | "keep" | "replace";

export interface Reviewed {
  readonly facts: PodFacts;
  /** The pod template with all grafts; undefined where this graft did not go in. */
  readonly injected: ValueMap | undefined;
  readonly workloadMetadata: ValueMap;
  /** The metadata around the pod template, outermost first; what is around several is given with the first of them. */
  readonly outer: readonly OuterMetadata[];
  /** Who put a container there, as messages call it: `the pod`, `the sidecar x`. */
  readonly partyOf: (list: ContainerList, name: string) => string;
}

export interface GraftSubject {
  readonly facts: PodFacts;
  /** With the earlier grafts. */
  readonly podTemplate: ValueMap;
  /** The names of the containers that the pod template had before anything was grafted into it. */
  readonly appContainers: readonly string[];
  /** The same of its init containers. */
  readonly appInitContainers: readonly string[];
  /** The values of the pod's own that a patch would take away. */
  readonly taken: (patch: Value) => readonly Taken[];
}

/** A partial pod template that was rendered. */
export interface Rendered {
  readonly patch: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Applied {
  readonly podTemplate: ValueMap;
  /** What it brought, as a partial pod template: what it answers for. */
  readonly patch: Value;
  readonly diagnostics: readonly Diagnostic[];
  /** Where several have a part in it, such as the templates of one injector: the parts of the patch, in order. */
  readonly parts?: readonly Part[];
  /** The names of its init containers that go before all others once every graft is in. */
  readonly first?: readonly string[];
  /** Values of the pod's own that it left as they are, and so are no longer in its patch. */
  readonly kept?: readonly Taken[];
  /** Its containers, by name, into which it merged what the pod already says of them: those fields are not a conflict. */
  readonly adopted?: readonly string[];
  /** Its containers, by name, to which the pod gives an image of its own, as the injector allows. */
  readonly ownImages?: readonly string[];
}

export interface Part {
  /** As messages call it. */
  readonly party: string;
  readonly patch: Value;
  /** With this part and all that came before it. */
  readonly podTemplate: ValueMap;
}
