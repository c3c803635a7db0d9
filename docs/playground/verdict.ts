import type { Answer } from "./answer.ts";
import { groupsOf } from "./groups.ts";

/** The answer in one sentence, and how it looks. */
export function verdictOf({ explanations, findings, failed }: Pick<Answer, "explanations" | "findings" | "failed">): {
  readonly words: string;
  readonly look: "error" | "warning" | "yes" | "no";
} {
  const workloads = groupsOf(explanations, ({ resource }) => resource);
  const injected = workloads.filter(([, own]) => own.some(({ decisions }) => decisions.some(({ inject }) => inject))).length;
  const told = ["error", "warning"].flatMap((severity) => {
    const count = findings.filter(([first]) => first?.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  const rest = told.length === 0 ? "" : `, ${told.join(", ")}`;
  if (failed) return { words: `Nothing is changed${rest}`, look: "error" };
  const words = `${injected} of ${workloads.length} ${workloads.length === 1 ? "workload is" : "workloads are"} injected${rest}`;
  return { words, look: told.length > 0 ? "warning" : injected > 0 ? "yes" : "no" };
}
