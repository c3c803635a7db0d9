import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Print } from "../gotemplate/exec/run.ts";
import { compile } from "../gotemplate/template.ts";
import type { GoValue } from "../gotemplate/value/value.ts";
import { describe } from "../kube/describe.ts";
import { type NameProblem, validateNames } from "../kube/validate-names.ts";
import { type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import { isMap, sharing, type ValueMap } from "../value/value.ts";
import { nearestNode, nodeValue, type SourceNode } from "../yaml/source-node.ts";
import {
  executed,
  otherForm,
  type Rendered,
  readRendered,
  type TemplateText,
  type TemplateTools,
  unparsable,
  unreadable,
  unsafeValue,
} from "./rendered-text.ts";

/** The partial pod (`metadata`, `spec`), or what is wrong. */
export type RenderedPod = { readonly partial: ValueMap } | { readonly diagnostics: readonly Diagnostic[] };

export type RenderPod = (data: GoValue) => RenderedPod;

/** How many rendered texts are remembered with their values: pods of one kind often give the same text. */
const keptTexts = 64;

/** Compiles a template of a partial pod, to be rendered for many pods. */
export function podTemplate(written: TemplateText, tools: TemplateTools): RenderPod | { readonly diagnostics: readonly Diagnostic[] } {
  const { template, error } = compile(written.name, written.text, { functions: tools.functions, regexp: tools.regexp });
  if (error) return { diagnostics: [unparsable(written, error, tools)] };
  const known = new Map<string, KnownText>();
  let last: ValueMap | undefined;
  return (data) => {
    const rendered = executed(template, { written, tools }, data);
    if ("diagnostics" in rendered) return rendered;
    const { text, prints } = rendered;
    const before = known.get(text);
    if (before && isPrintedAlike(before.prints, prints)) return before.pod;
    const pod = read(rendered, tools, last);
    // The place of a fault in the template may differ between pods with the same text.
    if ("diagnostics" in pod) return pod;
    if (known.size >= keptTexts) known.clear();
    known.set(text, { pod, prints });
    last = pod.partial;
    return pod;
  };
}

interface KnownText {
  readonly pod: RenderedPod;
  readonly prints: readonly Print[];
}

/** Whether the same actions printed the same places: one pod's value may be the template's own text for another. */
function isPrintedAlike(before: readonly Print[], now: readonly Print[]): boolean {
  const isAlike = ({ action, start, end }: Print, i: number) =>
    action === before[i]?.action && start === before[i].start && end === before[i].end;
  return before.length === now.length && now.every(isAlike);
}

/** `last` is what was rendered before. */
function read(rendered: Rendered, tools: TemplateTools, last: ValueMap | undefined): RenderedPod {
  const result = readRendered(rendered, tools);
  if ("diagnostics" in result) return result;
  const { node } = result;
  const value = nodeValue(node);
  if (!isMap(value) || (!("metadata" in value) && !("spec" in value))) return { diagnostics: [noPod(rendered, node)] };
  const unsafe = unsafeValue(rendered, node, tools);
  if (unsafe) return { diagnostics: [unsafe] };
  const partial = sharing(last, value) as ValueMap;
  const wrong = wrongField(partial);
  if (wrong === undefined) return { partial };
  const message = `${wrong.path} is ${describe(wrong.found)}, expected ${wrong.expected}`;
  return { diagnostics: [unreadable(rendered, nearestNode(node, stepsOf(wrong.path)).start, message)] };
}

function wrongField(partial: ValueMap): TemplateProblem | NameProblem | undefined {
  return validateTemplate(partial).find(({ isUnknown }) => !isUnknown) ?? validateNames(partial)[0];
}

function noPod(rendered: Rendered, node: SourceNode): Diagnostic {
  const more = node.kind === "list" ? "; operations of a JSON Patch belong in jsonPatchText" : "";
  const fix = `have the template render the metadata or spec of a pod${more}`;
  return otherForm(rendered, node, { map: "a map with neither metadata nor spec", expected: "a partial pod with metadata or spec", fix });
}

/** The steps of `spec.containers[0].name`; a key with dots in it ends the path at its map. */
function stepsOf(path: string): readonly (string | number)[] {
  return path.split(/[.[\]]+/).flatMap((step) => (step === "" ? [] : [/^\d+$/.test(step) ? Number(step) : step]));
}
