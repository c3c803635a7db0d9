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
  /** Its name in messages: `the sidecar x`, `Istio`. */
  readonly party: string;
  /**
   * The vendor's own injector does the same at admission, whatever the pod itself has. So a conflict is only a warning,
   * mostly from `review`. The graft may do more to a pod than its patch says.
   */
  readonly hasInjector?: true;
  /** The annotation that its injector leaves in every pod: one without it was not injected, whatever containers it has. */
  readonly status?: string;
  /**
   * The names of the containers that another vendor's injector adds; it leaves pods alone that have them. Absent for
   * all other grafts.
   */
  readonly brings?: readonly string[];
  /**
   * What happens to the pod's own values if its patch has different ones; absent for an injector, which has its own
   * rules.
   */
  readonly onConflict?: OnConflict;
  /** Fields in its patch that may be unknown, such as `spec.containers[].newField`. */
  readonly allowUnknownFields?: readonly string[] | undefined;
  /**
   * The fix that makes one of its containers comply with a Pod Security level that forbids these fields; undefined
   * without such a fix.
   */
  readonly podSecurityFix?: (container: string, fields: readonly string[]) => string | undefined;
  /** Where in the configuration a place of its patch is written: `spec.sidecars[0].template.spec.dnsPolicy`. */
  readonly origin?: (steps: readonly (string | number)[]) => string;
  /**
   * Whether it reads the field at a path and then redirects the field to itself. Then it reads again what others write
   * there.
   */
  readonly redirects?: (path: Path) => boolean;
  /** Whether it goes into a pod template, with every fact consulted. */
  readonly decide: (facts: PodFacts) => Decision;
  /** Puts it into the pod template that holds the earlier grafts. */
  readonly apply: (subject: GraftSubject) => Applied;
  /** What may reverse its decision, for explain to try; absent: what the rules of own sidecars and of Istio look at. */
  readonly levers?: readonly GraftLever[];
  /** What the user should know about a pod template with all grafts in it, or about one that this graft did not go into. */
  readonly review?: (reviewed: Reviewed) => readonly Diagnostic[];
}

/** Labels that a user could write. */
export interface GraftLever {
  readonly of: "podTemplate" | "namespace";
  readonly labels: Readonly<Record<string, string>>;
}

/** An error, or which of the two values wins. */
export type OnConflict = "fail" | "keep" | "replace";

export interface Reviewed {
  readonly facts: PodFacts;
  /** The pod template with all grafts; undefined if this graft did not go in. */
  readonly injected: ValueMap | undefined;
  readonly workloadMetadata: ValueMap;
  /**
   * The metadata around the pod template, outermost first. Metadata around several templates is given with the first of
   * them.
   */
  readonly outer: readonly OuterMetadata[];
  /** Who added a container, as named in messages: `the pod`, `the sidecar x`. */
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
  /** The pod's own values that a patch would take away. */
  readonly taken: (patch: Value) => readonly Taken[];
}

/** A partial pod template that was rendered. */
export interface Rendered {
  readonly patch: Value;
  readonly diagnostics: readonly Diagnostic[];
  /** The patch is the same for every pod. */
  readonly isFixed?: boolean;
}

export interface Applied {
  readonly podTemplate: ValueMap;
  /** What it added, as a partial pod template: the part that it is responsible for. */
  readonly patch: Value;
  readonly diagnostics: readonly Diagnostic[];
  /** The patch is the same for every pod, and says all that was done. */
  readonly isFixed?: boolean;
  /** If several contribute to it, such as the templates of one injector: the parts of the patch, in order. */
  readonly parts?: readonly Part[];
  /** The names of its init containers that go before all others once every graft is in. */
  readonly first?: readonly string[];
  /** The pod's own values that it left unchanged, so that they are no longer in its patch. */
  readonly kept?: readonly Taken[];
  /** Its containers, by name, into which it merged the pod's own settings for them: those fields are not a conflict. */
  readonly adopted?: readonly string[];
  /** Its containers, by name, to which the pod gives an image of its own, as the injector allows. */
  readonly ownImages?: readonly string[];
}

export interface Part {
  /** Its name in messages. */
  readonly party: string;
  readonly patch: Value;
  /** With this part and all that came before it. */
  readonly podTemplate: ValueMap;
}
