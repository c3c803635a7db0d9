import type { GuardMark } from "../decide/guard-rule.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { celText } from "../kube/cel.ts";
import { annotationOr, hasContainer, hasImage } from "../kube/cel-pod.ts";
import { at, type Value, type ValueMap } from "../value/value.ts";

interface ChartImage {
  /** Of the image's `name` and `version` in the values. */
  readonly path: string;
  /** What `-image` and `-version` follow in the annotations of pods and namespaces that set them. */
  readonly annotations: string;
  /** The version where nobody says. */
  readonly standard: Value | undefined;
}

/** The expression for an image of the chart's, which pods and namespaces may change. */
export function imageInCel(values: ValueMap, { path, annotations, standard }: ChartImage): string {
  const text = (value: Value | undefined) => celText(String(value ?? ""));
  const given = (key: string) => text(at(values, ...path.split("."), key));
  const version = annotationOr(`${annotations}-version`, given("version"), true);
  return `${annotationOr(`${annotations}-image`, given("name"), true)} + ':' + (${version} == '' ? ${text(standard)} : ${version})`;
}

/** A container that an injector brings, and its image, which is an expression; without one the version is not asked for. */
export function containerGuard(
  container: string,
  image: string | undefined,
  { containers, diagnostics = [] }: { readonly containers?: string; readonly diagnostics?: readonly Diagnostic[] } = {},
): { readonly marks: readonly GuardMark[]; readonly diagnostics: readonly Diagnostic[] } {
  const there: GuardMark = { carried: hasContainer(container, containers), lacks: `there is no container ${container}` };
  if (image === undefined) return { marks: [there], diagnostics: [...diagnostics, anyImage(container)] };
  const exact = { carried: hasImage(container, image), lacks: `the container ${container} has another image than it would get` };
  return { marks: [there, exact], diagnostics };
}

function anyImage(container: string): Diagnostic {
  return diagnostic("GuardIncomplete", {
    message: `The policy takes the container ${container} with any image: which one your own templates give it is known only once they run`,
    fix: "check the version with podgraft check --require-injected",
  });
}
