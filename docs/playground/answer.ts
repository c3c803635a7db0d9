import { check, type Diagnostic, type Explanation, explain, inject } from "../../src/index.ts";
import { compareLines, type Hunk, hunksOf, withFolds } from "../../src/report/hunks.ts";
import { groupedFindings } from "../../src/report/summary.ts";
import { type Input, names } from "./input.ts";

/** What the page shows of an input. */
export interface Answer {
  /** The manifests after injection; as they came where there are errors. */
  readonly text: string;
  readonly hunks: readonly Hunk[];
  readonly explanations: readonly Explanation[];
  /** Findings that say the same of several workloads are in one group; errors come first. */
  readonly findings: readonly (readonly Diagnostic[])[];
  readonly failed: boolean;
}

/** What podgraft makes of an input, as the library says it. */
export async function answerOf({ manifests, config }: Input): Promise<Answer> {
  const texts = [{ file: names.manifests, text: manifests }];
  const configuration = { file: names.config, text: config };
  const injected = await inject(texts, configuration);
  const { findings } = await check(texts, configuration);
  const { explanations } = await explain(texts, configuration);
  const text = injected.texts[0]?.text ?? manifests;
  return {
    text,
    hunks: hunksOf(withFolds(compareLines(manifests, text))),
    explanations,
    findings: grouped([...injected.diagnostics.filter(({ graft }) => graft === undefined), ...findings]),
    failed: injected.failed,
  };
}

const ORDER = ["error", "warning", "info"];

/** Each finding once, whichever command it comes from. */
function grouped(found: readonly Diagnostic[]): Answer["findings"] {
  const once = new Map(found.map((finding) => [JSON.stringify(finding), finding]));
  return groupedFindings([...once.values()].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)));
}
