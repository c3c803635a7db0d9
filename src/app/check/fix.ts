import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { type Injection, inject } from "../inject/inject.ts";
import { readSources, type Sources, type SourceTexts } from "../inject/sources.ts";
import type { NamedText } from "../named-text.ts";
import { type CheckOptions, findingsOf } from "./check.ts";
import { type FixStep, fixedBy, withEdits } from "./fix-step.ts";
import { movedKeys } from "./moved-keys.ts";
import { renamedKeys } from "./renamed-keys.ts";
import type { Suppresses } from "./suppress.ts";

export interface Fixed {
  /** The inputs with what could be fixed, in their order; absent if they could not be read. */
  readonly texts?: readonly string[];
  /** What was fixed. */
  readonly fixed: readonly Diagnostic[];
  /** The findings that are left after the fixes. */
  readonly findings?: readonly Diagnostic[];
  readonly count?: number;
  /** Why the inputs cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** More than the steps that one finding can need: renamed, moved, its successor, injected again. */
const MOST_STEPS = 8;

/**
 * Fixes what needs no decision: labels and annotations that are misspelt, misplaced or have a successor with the same
 * values; then injection that is stale or, if it is required, missing. After each step everything is checked again,
 * because one fix may reveal another fault, and a moved key may make an injection stale.
 */
export function fixTexts(texts: SourceTexts, options: CheckOptions & { readonly suppresses: Suppresses }): Fixed {
  let inputs = texts.inputs;
  const fixed: Diagnostic[] = [];
  for (let steps = 0; ; steps++) {
    const sources = readSources({ ...texts, inputs });
    if ("diagnostics" in sources) return { fixed: [], diagnostics: sources.diagnostics };
    const injection = inject(sources.all, sources.config, sources);
    const findings = findingsOf(sources, injection, options).filter((found) => !options.suppresses(found));
    const step = steps < MOST_STEPS ? nextStep(sources, injection, findings) : undefined;
    if (!step) return { texts: inputs.map(({ text }) => text), fixed, findings, count: injection.workloads.length, diagnostics: [] };
    fixed.push(...step.fixed);
    inputs = inputs.map(({ file }, i): NamedText => ({ file, text: step.texts[i] as string }));
  }
}

function nextStep(sources: Sources, injection: Injection, findings: readonly Diagnostic[]): FixStep | undefined {
  const steps = [renamedKeys(sources, findings), movedKeys(sources, findings), injectedAgain(sources, injection, findings)];
  return steps.find(({ fixed }) => fixed.length > 0);
}

const injectable: readonly string[] = ["StaleInjection", "MissingInjection"];

/** Injects the workloads whose injection is stale or missing. If one of them cannot be injected, none is. */
function injectedAgain({ inputs }: Sources, { workloads, edits }: Injection, findings: readonly Diagnostic[]): FixStep {
  const isAllowed = edits.some((parts) => parts.size > 0);
  const wanted = findings.filter(({ code }) => isAllowed && injectable.includes(code));
  const chosen = workloads.filter(({ object, delta }) => delta && wanted.some(({ resource }) => resource === object.identity));
  return {
    texts: withEdits(
      inputs,
      chosen.flatMap(({ object, delta }) => (delta ? [{ object, delta }] : [])),
    ),
    fixed: wanted
      .filter(({ resource }) => chosen.some(({ object }) => object.identity === resource))
      .map((found) => fixedBy(found, "injected as the configuration says now")),
  };
}
