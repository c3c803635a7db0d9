import { didYouMean } from "../diagnostic/nearest.ts";
import type { TemplateError } from "../gotemplate/errors.ts";
import { openActions } from "../gotemplate/syntax/open-actions.ts";

/** What a template that cannot be parsed needs. */
export interface ParseAdvice {
  /** The end of the message: what was expected, or meant. */
  readonly told: string;
  readonly fix: string;
  /** The line to correct, where that is another than Go's. */
  readonly line?: number;
}

interface CauseAdvice extends Omit<ParseAdvice, "told"> {
  readonly expected: string;
}

/** What to do about Go's error; `text` is the template, `meant` the name that was probably meant. */
export function parseAdvice(text: string, error: TemplateError, meant: string | undefined): ParseAdvice {
  const unclosed = lineBefore(text, error.line);
  if (unclosed !== undefined) return { told: "; expected }} on this line", fix: "close the action with }}", line: unclosed };
  if (meant !== undefined) return { told: didYouMean(meant), fix: `write ${meant}` };
  const { expected, ...advice } = adviceByCause(text, error);
  return { told: `; expected ${expected}`, ...advice };
}

/** The line of an action that has not ended where a key of YAML begins the given line: that key is not part of it. */
function lineBefore(text: string, line: number): number | undefined {
  const lines = text.split("\n");
  if (!/^ *(?:- +)?[\w-]+:(?: |$)/.test(lines[line - 1] ?? "")) return undefined;
  const open = openActions(lines.slice(0, line - 1).join("\n"));
  return open.isInAction ? open.line : undefined;
}

function adviceByCause(text: string, { cause, line }: TemplateError): CauseAdvice {
  if (cause === "unexpected EOF") return withoutEnd(text);
  if (cause.startsWith("unclosed action")) return { expected: "}}", fix: "close the action with }}", line: openActions(text).line };
  if (cause.startsWith("unterminated quoted string")) return openQuote(text.split("\n")[line - 1] ?? "");
  const known = ADVICE.find(([start]) => cause.startsWith(start));
  return known ? known[1] : { expected: "a Go template", fix: "correct the template at this line" };
}

const FUNCTION: CauseAdvice = {
  expected: "a function of Go's templates or sprig",
  fix: "use one of the functions that docs/TEMPLATES.md lists",
};

/** By how Go's error begins. */
const ADVICE: readonly (readonly [string, CauseAdvice])[] = [
  ['function "', FUNCTION],
  ["unterminated raw quoted string", { expected: "a closing backquote", fix: "close the text with a backquote" }],
  ["unterminated character constant", { expected: "text in double quotes", fix: "write the text in double quotes" }],
  ["unclosed left paren", { expected: "a closing parenthesis", fix: "close the parenthesis before }}" }],
  ["unclosed comment", { expected: "*/}}", fix: "close the comment with */}}" }],
  ["comment ends before closing delimiter", { expected: "*/}}", fix: "close the comment with */}}" }],
  ['unexpected "{"', { expected: "}}", fix: "close the action before this one with }}" }],
  [
    "unexpected {{end}}",
    { expected: "an {{ if }}, {{ range }} or {{ with }} before it", fix: "remove this {{ end }}, or add what it ends" },
  ],
  [
    "unexpected {{else}}",
    { expected: "an {{ if }}, {{ range }} or {{ with }} before it", fix: "remove this {{ else }}, or add its {{ if }}" },
  ],
];

function withoutEnd(text: string): CauseAdvice {
  const { control } = openActions(text);
  if (control === undefined) return { expected: "{{ end }}", fix: "add {{ end }}" };
  const expected = `{{ end }} for the {{ ${control.text} }} of this line`;
  return { expected, fix: `add {{ end }} for the {{ ${control.text} }} of line ${control.line}`, line: control.line };
}

/** Where a quote of YAML is around the action, it ends the YAML's text, and the action is open. */
function openQuote(line: string): CauseAdvice {
  const start = line.lastIndexOf("{{");
  const isAround = quotesIn(line.slice(0, Math.max(0, start))) % 2 === 1 && quotesIn(line.slice(start)) === 1;
  return isAround
    ? { expected: "}} before the last quote", fix: "close the action with }} before the last quote" }
    : { expected: "a closing quote", fix: "close the quote" };
}

function quotesIn(text: string): number {
  return text.split('"').length - 1;
}
