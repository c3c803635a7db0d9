import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { excerpt } from "../diagnostic/excerpt.ts";
import { fieldPath } from "../diagnostic/field-path.ts";
import { positionOf } from "../diagnostic/lines.ts";
import type { TemplateError } from "../gotemplate/errors.ts";
import type { Print, TextWritten } from "../gotemplate/exec/run.ts";
import type { RegexpEngine } from "../gotemplate/regexp.ts";
import { compile, type Template } from "../gotemplate/template.ts";
import type { Func, GoValue } from "../gotemplate/value/value.ts";
import { describe } from "../kube/describe.ts";
import { type NameProblem, validateNames } from "../kube/validate-names.ts";
import { type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import { isMap, sharing, type ValueMap } from "../value/value.ts";
import { nearestNode, nodeValue, type ReadResult, type SourceFault, type SourceNode } from "../yaml/source-node.ts";
import { firstBreaking, firstSplice, type RenderedText, type SpliceCheck } from "./spliced.ts";
import { printLine, templateLine } from "./template-line.ts";

/** A template of a partial pod, as it was written. */
export interface TemplateText {
  readonly name: string;
  /** Where it is, for messages: `spec.istio.templates`, `the ConfigMap istio-system/istio-sidecar-injector`. */
  readonly source: string;
  readonly text: string;
}

/** What templates work with. */
export interface TemplateTools {
  readonly functions: Readonly<Record<string, Func>>;
  /** Reads one YAML document, if it is as most are. */
  readonly quick: (text: string) => SourceNode | undefined;
  /** Reads any YAML document; of two equal keys the later one counts. */
  readonly full: (text: string) => ReadResult;
  readonly regexp: RegexpEngine | undefined;
  /** Fields of the data that are the author's own, whose text may become structure: `Values`. */
  readonly ownFields: ReadonlySet<string>;
}

/** The partial pod (`metadata`, `spec`), or what is wrong. */
export type RenderedPod = { readonly partial: ValueMap } | { readonly diagnostics: readonly Diagnostic[] };

export type RenderPod = (data: GoValue) => RenderedPod;

/** How many rendered texts are kept with what they were read as: pods of one kind often give the same. */
const keptTexts = 64;

/** Compiles a template of a partial pod, to be rendered for many pods. */
export function podTemplate(written: TemplateText, tools: TemplateTools): RenderPod | { readonly diagnostics: readonly Diagnostic[] } {
  const { template, error } = compile(written.name, written.text, { functions: tools.functions, regexp: tools.regexp });
  if (error) return { diagnostics: [unparsable(written, error)] };
  const known = new Map<string, KnownText>();
  let last: ValueMap | undefined;
  return (data) => {
    const prints: Print[] = [];
    const { text, error } = template.execute(data, { prints });
    if (error) return { diagnostics: [unexecutable(written, error)] };
    const rendered = { written, text, prints, texts: () => textsWritten(template, data) };
    const before = known.get(text);
    if (before && isPrintedAlike(before.prints, prints)) return before.pod;
    const pod = read(rendered, tools, last);
    // Where a fault of the same text is in the template is another pod's own matter.
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

/** The same actions printed the same places: what one pod's value wrote may be the template's own text for another. */
function isPrintedAlike(before: readonly Print[], now: readonly Print[]): boolean {
  const isAlike = ({ action, start, end }: Print, i: number) =>
    action === before[i]?.action && start === before[i].start && end === before[i].end;
  return before.length === now.length && now.every(isAlike);
}

/** A text with what messages about it need. */
interface Rendered extends RenderedText {
  readonly written: TemplateText;
  readonly texts: () => readonly TextWritten[];
}

/** What an execution wrote of the template's own text; only messages ask for it. */
function textsWritten(template: Template, data: GoValue): readonly TextWritten[] {
  const texts: TextWritten[] = [];
  template.execute(data, { texts });
  return texts;
}

/** `last` is what was rendered before. */
function read(rendered: Rendered, tools: TemplateTools, last: ValueMap | undefined): RenderedPod {
  const quick = tools.quick(rendered.text);
  const { node, faults } = quick ? { node: quick } : tools.full(rendered.text);
  const check: SpliceCheck = { read: (text) => tools.quick(text) ?? tools.full(text).node, ownFields: tools.ownFields };
  if (faults) return { diagnostics: [broken(rendered, faults[0] as SourceFault, check)] };
  const value = nodeValue(node);
  if (!isMap(value) || (!("metadata" in value) && !("spec" in value))) return { diagnostics: [noPod(rendered, node)] };
  const splice = firstSplice(rendered, node, check);
  if (splice !== undefined) return { diagnostics: [unsafe(rendered, splice)] };
  const partial = sharing(last, value) as ValueMap;
  const wrong = wrongField(partial);
  if (wrong === undefined) return { partial };
  const message = `${wrong.path} is ${describe(wrong.found)}, expected ${wrong.expected}`;
  return { diagnostics: [unreadable(rendered, nearestNode(node, stepsOf(wrong.path)).start, message)] };
}

/** What renders no YAML is the fault of a value of the pod, where the template with a word instead of it renders some. */
function broken(rendered: Rendered, { offset, message }: SourceFault, check: SpliceCheck): Diagnostic {
  const splice = firstBreaking(rendered, check);
  return splice === undefined ? unreadable(rendered, offset, message) : unsafe(rendered, splice);
}

function wrongField(partial: ValueMap): TemplateProblem | NameProblem | undefined {
  return validateTemplate(partial).find(({ isUnknown }) => !isUnknown) ?? validateNames(partial)[0];
}

export function unparsable(written: TemplateText, { line, cause }: TemplateError): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Cannot parse ${lineOfTemplate(written, line)}: ${cause}; expected a Go template`,
    excerpt: excerpt(written.text, line),
    fix: "correct the template at this line",
    ...originOf(written, line),
  });
}

export function unexecutable(written: TemplateText, { line, message, cause }: TemplateError): Diagnostic {
  const at = /<.*>/.exec(message.slice(0, -cause.length))?.[0];
  return diagnostic("InvalidTemplate", {
    message: `Cannot execute ${lineOfTemplate(written, line)}: ${at === undefined ? "" : `at ${at}: `}${cause}; expected a template for this pod`,
    excerpt: excerpt(written.text, line),
    fix: "correct the template at this line, or the field of the pod that it reads",
    ...originOf(written, line),
  });
}

function unreadable(rendered: Rendered, offset: number, message: string): Diagnostic {
  const { line } = positionOf(rendered.text, offset);
  return diagnostic("InvalidTemplate", {
    message: `Cannot read what ${lineOfTemplate(rendered.written, lineOf(rendered, offset))} renders: ${message}. Line ${line} of it:`,
    excerpt: excerpt(rendered.text, line),
    fix: "correct the template, or quote the value that it prints there",
    ...originOf(rendered.written, lineOf(rendered, offset)),
  });
}

function noPod({ text, written }: Rendered, node: SourceNode): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Cannot inject what the template ${written.name} (${written.source}) renders: it is ${foundInstead(text, node)}; expected a partial pod with metadata or spec`,
    ...(text.trim() !== "" && { excerpt: excerpt(text, positionOf(text, node.start).line) }),
    fix: "have the template render the metadata or spec of a pod",
    ...originOf(written),
  });
}

function foundInstead(text: string, node: SourceNode): string {
  if (text.trim() === "") return "nothing";
  if (text.split("\n").every((line) => /^\s*(?:#|$)/.test(line))) return "nothing but comments";
  if (node.kind === "map") return "a map with neither metadata nor spec";
  return node.kind === "list" ? "a list" : describe(nodeValue(node));
}

function unsafe({ text, written }: Rendered, splice: Print): Diagnostic {
  const { line } = positionOf(text, splice.start);
  const printed = text.slice(splice.start, splice.end);
  return diagnostic("UnsafeValue", {
    message: `Cannot inject what ${lineOfTemplate(written, printLine(splice))} renders: the value ${JSON.stringify(printed)} changes the YAML around it; expected text. Line ${line} of it:`,
    excerpt: excerpt(text, line),
    fix: "correct the pod's annotation, label or field that holds the value; or print it with quote or toYaml in the template",
    ...originOf(written, printLine(splice)),
  });
}

/** The steps of `spec.containers[0].name`; a key that itself holds dots leads no further than its map. */
function stepsOf(path: string): readonly (string | number)[] {
  return path.split(/[.[\]]+/).flatMap((step) => (step === "" ? [] : [/^\d+$/.test(step) ? Number(step) : step]));
}

/** Where a template is, if that is the configuration. */
function originOf({ source, name }: TemplateText, originLine?: number): Pick<Diagnostic, "origin" | "originLine"> {
  if (!source.startsWith("spec.")) return {};
  const origin = source.endsWith(".templates") ? fieldPath(source, name) : source;
  return { origin, ...(originLine !== undefined && { originLine }) };
}

function lineOfTemplate({ name, source }: TemplateText, line: number): string {
  return `line ${line} of the template ${name} (${source})`;
}

/** A fault at the text's end is one of the last line that holds something. */
function lineOf({ text, prints, texts }: Rendered, offset: number): number {
  return templateLine({ prints, texts: texts() }, Math.min(offset, text.trimEnd().length - 1));
}
