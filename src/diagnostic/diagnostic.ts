import type { Value } from "../value/value.ts";
import { type Code, codes, type Severity } from "./codes.ts";

/** The object that a diagnostic is about, as the manifest names it. */
export interface ResourceIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The common part of resources. */
export type ObjectKind = Pick<ResourceIdentity, "apiVersion" | "kind">;

/** Where something is: `file` as the host names it ("stdin" for the list itself), `line` and `column` from 1. */
export interface Location {
  readonly file?: string;
  /** The object's position in its file, from 0. */
  readonly index?: number;
  readonly line?: number;
  readonly column?: number;
}

/** A label or annotation of a workload itself, or of its pod templates. */
export interface MetadataKey {
  readonly of: "workload" | "podTemplate";
  /** The path from the workload or pod template to the map with its labels and annotations; absent: its metadata. */
  readonly path?: readonly (string | number)[];
  readonly which: "labels" | "annotations";
  readonly name: string;
}

/** A fix that needs no decision: a label or annotation moves somewhere else, with its value. */
export interface Move {
  readonly from: MetadataKey;
  readonly to: MetadataKey;
}

/** One finding, reported to people on stderr and to hosts as a result. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** One sentence on one line: what cannot be done or what was found, the value found, the value expected. */
  readonly message: string;
  /** Lines of a text that the message is about. */
  readonly excerpt?: readonly string[];
  /** What the user can do about it. */
  readonly fix?: string;
  readonly resource?: ResourceIdentity;
  readonly location?: Location;
  /** Present if a decision is reported. */
  readonly graft?: GraftTold;
  /**
   * `path` as in a KRM result: `spec.template.spec.containers[0].image`; `line` is a line, from 1, within the text
   * there.
   */
  readonly field?: { readonly path: string; readonly line?: number; readonly current?: Value; readonly proposed?: Value };
  /** The field of the configuration that caused it, such as `spec.sidecars[0].template.spec.dnsPolicy`. */
  readonly origin?: string;
  /** If that field is a text: the line in it, from 1. */
  readonly originLine?: number;
  /** The place of that field: the fault is fixed there, whatever resource it is reported for. */
  readonly originLocation?: Location;
  /**
   * Fields of the pod template, such as `spec.containers[a].resources`, whose fault this explains: it is not reported
   * again.
   */
  readonly covers?: readonly string[];
  /** Present if the finding can be fixed without asking. */
  readonly move?: Move;
}

/** What was, or was not, grafted. */
export interface GraftTold {
  readonly name: string;
  /** The version in the pod of what was grafted, if it has one. */
  readonly version?: string;
  /** The version in the configuration and in podgraft's annotation, if others have changed it since. */
  readonly configured?: string | undefined;
  /** Its form, if there are several, such as `revision 1-31`. */
  readonly variant?: string;
  /** The reason in a few words. */
  readonly why: string;
}

/** A diagnostic with a code, and its severity from the table of codes. */
export function diagnostic(code: Code, rest: Omit<Diagnostic, "code" | "severity">): Diagnostic {
  return { code, severity: codes[code].severity, ...rest };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
