import type { Value } from "../value/value.ts";
import { type Code, codes, type Severity } from "./codes.ts";

/** Which object a diagnostic speaks of, as the manifest names it. */
export interface ResourceIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What objects have in common that are asked for together. */
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
  /** From the workload or pod template to what holds its labels and annotations; absent: its metadata. */
  readonly path?: readonly (string | number)[];
  readonly which: "labels" | "annotations";
  readonly name: string;
}

/** What fixes a finding with no question left: a label or annotation goes somewhere else, with its value. */
export interface Move {
  readonly from: MetadataKey;
  readonly to: MetadataKey;
}

/** One finding, told to people on stderr and to hosts as a result. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** One sentence, on one line: what cannot be done or what was noticed, the value found, the value expected. */
  readonly message: string;
  /** Lines of a text that the message speaks of. */
  readonly excerpt?: readonly string[];
  /** What the user can do about it. */
  readonly fix?: string;
  readonly resource?: ResourceIdentity;
  readonly location?: Location;
  /** Present where a decision is reported. */
  readonly graft?: GraftTold;
  /** `path` as in a KRM result: `spec.template.spec.containers[0].image`; `line` is one of the text that is there, from 1. */
  readonly field?: { readonly path: string; readonly line?: number; readonly current?: Value; readonly proposed?: Value };
  /** The field of the configuration that brought what is reported about, such as `spec.sidecars[0].template.spec.dnsPolicy`. */
  readonly origin?: string;
  /** Where that field holds a text: the line in it, from 1. */
  readonly originLine?: number;
  /** Where that field is: the fault is corrected there, whatever resource it is reported for. */
  readonly originLocation?: Location;
  /** Fields of the pod template, such as `spec.containers[a].resources`, whose fault this tells with its cause: it is not told again. */
  readonly covers?: readonly string[];
  /** Present where the finding can be fixed without asking. */
  readonly move?: Move;
}

/** What was, or was not, grafted. */
export interface GraftTold {
  readonly name: string;
  /** Of what was grafted, where it has one: the version that is in the pod. */
  readonly version?: string;
  /** The version that the configuration gives, and podgraft's annotation tells, where others changed it since. */
  readonly configured?: string | undefined;
  /** Which of several forms of it, such as `revision 1-31`. */
  readonly variant?: string;
  /** The reason in a few words. */
  readonly why: string;
}

/** A diagnostic of a code, with the severity that the table of codes gives it. */
export function diagnostic(code: Code, rest: Omit<Diagnostic, "code" | "severity">): Diagnostic {
  return { code, severity: codes[code].severity, ...rest };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
