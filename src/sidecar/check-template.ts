import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import type { Value } from "../value/value.ts";

/** What is wrong in a sidecar's template, which stands at `path`: values of a wrong type, and fields that are near to known ones. */
export function checkTemplate(template: Value, path: string): readonly Diagnostic[] {
  return validateTemplate(template).flatMap((problem) => (isUnheardOf(problem) ? [] : [invalid(problem, path)]));
}

/** Warnings for the fields that are near to none that is known: a newer Kubernetes may have them. */
export function unknownFields(template: Value, path: string): readonly Diagnostic[] {
  return validateTemplate(template)
    .filter(isUnheardOf)
    .map((problem) =>
      diagnostic("UnknownField", {
        message: `Cannot tell whether ${path}.${problem.path} is right: the Kubernetes API known here has ${problem.expected} by that name; it is written as it stands`,
        fix: "check its name and its place against the Kubernetes version that it is for",
        field: { path: `${path}.${problem.path}`, current: problem.found },
      }),
    );
}

function isUnheardOf({ expected, nearest }: TemplateProblem): boolean {
  return expected.startsWith("no field of") && nearest === undefined;
}

function invalid({ path: within, found, expected, nearest }: TemplateProblem, path: string): Diagnostic {
  const field = `${path}.${within}`;
  const message =
    nearest === undefined
      ? `Cannot use ${field}: it is ${describe(found)}; expected ${expected}`
      : `Cannot use the field ${field}: there is ${expected} by that name; expected ${nearest}`;
  return diagnostic("InvalidTemplate", {
    message,
    fix: nearest === undefined ? "correct the value" : `write ${nearest}`,
    field: { path: field, current: found },
  });
}
