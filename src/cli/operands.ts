import { existsSync } from "node:fs";
import { isKnownKindWord, withGroup } from "../kube/kind-word.ts";

/** The positional arguments. */
export interface Operands {
  readonly files: readonly string[];
  /** As `KIND/NAME` or `KIND/NAMESPACE/NAME`. */
  readonly workloads: readonly string[];
  /** The one argument of a command that takes neither files nor workloads. */
  readonly operand: string | undefined;
}

const MANIFEST = /\.(?:ya?ml|json)$/i;
const WORKLOAD = /^[a-z][\w.-]*(?:\/[a-z0-9][\w.-]*){1,2}$/i;

/**
 * Distinguishes files from workloads among the positional arguments. A path that exists, `-`, and arguments that end
 * like a manifest or begin with `.`, `~` or `/` are files; `KIND/NAME` is a workload if the command takes workloads.
 */
export function readOperands(
  given: readonly string[],
  takesWorkloads: boolean,
  exists: (path: string) => boolean = existsSync,
): Operands | { problem: string } {
  const files: string[] = [];
  const workloads: string[] = [];
  for (const text of given) {
    const isWorkload = takesWorkloads && isWorkloadName(text);
    const isThere = text === "-" || exists(text);
    const isAmbiguous = isThere && isWorkload && isKnownKindWord(kindOf(text));
    if (isAmbiguous && !kindOf(text).includes(".")) return { problem: ambiguous(text) };
    if (isWorkload && (isAmbiguous || !isThere)) workloads.push(text);
    else if (isThere || !isStray(text, takesWorkloads)) files.push(text);
    else return { problem: stray(text) };
  }
  return { files, workloads, operand: undefined };
}

function kindOf(workload: string): string {
  return workload.split("/")[0] as string;
}

function isWorkloadName(text: string): boolean {
  return WORKLOAD.test(text) && !MANIFEST.test(text);
}

/** A bare word, which is most likely a name that lacks its kind. */
function isStray(text: string, takesWorkloads: boolean): boolean {
  return takesWorkloads && /^[\w-]+$/.test(text);
}

function ambiguous(text: string): string {
  const [word = "", ...rest] = text.split("/");
  const workload = [withGroup(word), ...rest].join("/");
  return `${JSON.stringify(text)} is a path here, and may be a workload; write ./${text} for the path, ${workload} for the workload`;
}

function stray(text: string): string {
  const fix = isKnownKindWord(text) ? `a workload is written ${text}/NAME` : `a workload is written KIND/NAME: deployment/${text}`;
  return `${JSON.stringify(text)} is neither a file nor KIND/NAME; ${fix}`;
}
