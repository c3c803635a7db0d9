import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { excerpt } from "../diagnostic/excerpt.ts";
import { fieldPath } from "../diagnostic/field-path.ts";
import { positionOf } from "../diagnostic/lines.ts";
import { didYouMean } from "../diagnostic/nearest.ts";
import type { TemplateError } from "../gotemplate/errors.ts";
import type { Print, TextWritten } from "../gotemplate/exec/run.ts";
import type { RegexpEngine } from "../gotemplate/regexp.ts";
import type { Template } from "../gotemplate/template.ts";
import type { Func, GoValue } from "../gotemplate/value/value.ts";
import { describe } from "../kube/describe.ts";
import { nodeValue, type ReadResult, type SourceFault, type SourceNode } from "../yaml/source-node.ts";
import { meantName } from "./meant-name.ts";
import { parseAdvice } from "./parse-advice.ts";
import { firstBreaking, firstSplice, type RenderedText, type SpliceCheck } from "./spliced.ts";
import { printLine, templateLine } from "./template-line.ts";

/** A template, as it was written. */
export interface TemplateText {
  readonly name: string;
  /** Its place, for messages: `spec.istio.templates`, `the ConfigMap istio-system/istio-sidecar-injector`. */
  readonly source: string;
  readonly text: string;
}

/** What templates work with. */
export interface TemplateTools {
  readonly functions: Readonly<Record<string, Func>>;
  /** Reads one YAML document of the usual form. */
  readonly quick: (text: string) => SourceNode | undefined;
  /** Reads any YAML document; if two keys are equal, the later one counts. */
  readonly full: (text: string) => ReadResult;
  readonly regexp: RegexpEngine | undefined;
  /** Fields of the data that are the author's own, whose text may become structure: `Values`. */
  readonly ownFields: ReadonlySet<string>;
}

/** A template's output for a pod, with what messages about it need. */
export interface Rendered extends RenderedText {
  readonly written: TemplateText;
  readonly texts: () => readonly TextWritten[];
}

type Functions = Pick<TemplateTools, "functions">;
type Wrong = { readonly diagnostics: readonly Diagnostic[] };

/** A template's output with the data of a pod, or why it cannot be executed. */
export function executed(
  template: Template,
  { written, tools }: { readonly written: TemplateText; readonly tools: Functions },
  data: GoValue,
): Rendered | Wrong {
  const prints: Print[] = [];
  const { text, error } = template.execute(data, { prints });
  return error
    ? { diagnostics: [unexecutable(written, error, tools)] }
    : { written, text, prints, texts: () => textsWritten(template, data) };
}

/** What an execution wrote of the template's own text; only messages need it. */
function textsWritten(template: Template, data: GoValue): readonly TextWritten[] {
  const texts: TextWritten[] = [];
  template.execute(data, { texts });
  return texts;
}

type Readers = Pick<TemplateTools, "quick" | "full" | "ownFields">;

/** The YAML that was rendered. */
export function readRendered(rendered: Rendered, tools: Readers): { readonly node: SourceNode } | Wrong {
  const quick = tools.quick(rendered.text);
  const { node, faults } = quick ? { node: quick } : tools.full(rendered.text);
  return faults ? { diagnostics: [broken(rendered, faults[0] as SourceFault, spliceCheck(tools))] } : { node };
}

/** The first value of the pod that changes the structure of what was rendered. */
export function unsafeValue(rendered: Rendered, node: SourceNode, tools: Readers): Diagnostic | undefined {
  const splice = firstSplice(rendered, node, spliceCheck(tools));
  return splice && unsafe(rendered, splice);
}

function spliceCheck({ quick, full, ownFields }: Readers): SpliceCheck {
  return { read: (text) => quick(text) ?? full(text).node, ownFields };
}

/** If the output is not YAML, a value of the pod is at fault if replacing it with a word gives valid YAML. */
function broken(rendered: Rendered, { offset, message }: SourceFault, check: SpliceCheck): Diagnostic {
  const splice = firstBreaking(rendered, check);
  return splice === undefined ? unreadable(rendered, offset, message) : unsafe(rendered, splice);
}

export function unparsable(written: TemplateText, error: TemplateError, { functions }: Functions): Diagnostic {
  const { cause } = error;
  const { told, fix, line = error.line } = parseAdvice(written.text, error, meantName(cause, functions));
  return diagnostic("InvalidTemplate", {
    message: `Cannot parse ${lineOfTemplate(written, line)}: ${cause}${told}`,
    excerpt: excerpt(written.text, line),
    fix,
    ...originOf(written, line),
  });
}

export function unexecutable(written: TemplateText, { line, message, cause }: TemplateError, { functions }: Functions): Diagnostic {
  const meant = meantName(cause, functions);
  const at = /<.*>/.exec(message.slice(0, -cause.length))?.[0];
  return diagnostic("InvalidTemplate", {
    message: `Cannot execute ${lineOfTemplate(written, line)}: ${at === undefined ? "" : `at ${at}: `}${cause}${meant === undefined ? "; expected a template for this pod" : didYouMean(meant)}`,
    excerpt: excerpt(written.text, line),
    fix: meant === undefined ? "correct the template at this line, or the field of the pod that it reads" : `write ${meant}`,
    ...originOf(written, line),
  });
}

/** An error: the rendered text cannot be used at an offset. */
export function unreadable(rendered: Rendered, offset: number, message: string): Diagnostic {
  const { line } = positionOf(rendered.text, offset);
  return diagnostic("InvalidTemplate", {
    message: `Cannot read what ${lineOfTemplate(rendered.written, lineOf(rendered, offset))} renders: ${message}. Line ${line} of it:`,
    excerpt: excerpt(rendered.text, line),
    fix: "correct the template, or quote the value that it prints there",
    ...placeAt(rendered, offset),
  });
}

/** An error: the rendered YAML has the wrong form; `map` says what a map is then. */
export function otherForm(
  { text, written }: Rendered,
  node: SourceNode,
  wanted: { readonly map: string; readonly expected: string; readonly fix: string },
): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Cannot inject what the template ${written.name} (${written.source}) renders: it is ${foundInstead(text, node, wanted.map)}; expected ${wanted.expected}`,
    ...(text.trim() !== "" && { excerpt: excerpt(text, positionOf(text, node.start).line) }),
    fix: wanted.fix,
    ...originOf(written),
  });
}

function foundInstead(text: string, node: SourceNode, map: string): string {
  if (text.trim() === "") return "nothing";
  if (isBlank(text)) return "nothing but comments";
  if (node.kind === "map") return map;
  return node.kind === "list" ? "a list" : describe(nodeValue(node));
}

/** Whether a text has no value in it, or only comments. */
export function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(?:#|$)/.test(line));
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

/** The place of the template that renders the text at an offset, if it is in the configuration. */
export function placeAt(rendered: Rendered, offset: number): Pick<Diagnostic, "origin" | "originLine"> {
  return originOf(rendered.written, lineOf(rendered, offset));
}

function originOf({ source, name }: TemplateText, originLine?: number): Pick<Diagnostic, "origin" | "originLine"> {
  if (!source.startsWith("spec.")) return {};
  const origin = source.endsWith(".templates") ? fieldPath(source, name) : source;
  return { origin, ...(originLine !== undefined && { originLine }) };
}

function lineOfTemplate({ name, source }: TemplateText, line: number): string {
  return `line ${line} of the template ${name} (${source})`;
}

/** A fault at the text's end counts as one of the last line with content. */
function lineOf({ text, prints, texts }: Rendered, offset: number): number {
  return templateLine({ prints, texts: texts() }, Math.min(offset, text.trimEnd().length - 1));
}
