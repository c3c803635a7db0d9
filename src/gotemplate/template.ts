import { assertCompileArguments } from "./arguments.ts";
import { builtins } from "./builtins/builtins.ts";
import { type TemplateError, TemplateFailure } from "./errors.ts";
import { compileList } from "./exec/compile-list.ts";
import type { FunctionTable } from "./exec/compile-pipe.ts";
import { type Found, type MissingKey, type Print, Run, type TemplateCode, type TextWritten } from "./exec/run.ts";
import { defaultLimits, LimitError, type Limits } from "./limits.ts";
import type { RegexpEngine } from "./regexp.ts";
import { parse } from "./syntax/parse.ts";
import { settle } from "./text/bytes.ts";
import type { Func, GoValue } from "./value/value.ts";

export interface TemplateOptions {
  /** Functions besides Go's own, by name; they may replace those. */
  readonly functions?: Readonly<Record<string, Func>>;
  readonly limits?: Partial<Limits>;
  /** The result for a missing key of a map: `default` is no value (printed `<no value>`), or `zero`, or `error`. */
  readonly missingKey?: MissingKey;
  readonly leftDelim?: string;
  readonly rightDelim?: string;
  readonly regexp?: RegexpEngine | undefined;
}

export interface ExecuteOptions {
  /** Takes what each action prints, in order. */
  readonly prints?: Print[];
  /** Takes the template's own texts that are written, in order. */
  readonly texts?: TextWritten[];
}

export interface Template {
  /**
   * Renders the template. The data is never changed by it; `undefined` means no data. A map that the template changes with `set`
   * must not be frozen.
   */
  readonly execute: (data?: GoValue, options?: ExecuteOptions) => Executed;
}

export type Compiled =
  | { readonly template: Template; readonly error?: undefined }
  | { readonly template?: undefined; readonly error: TemplateError };
export type Executed = { readonly text: string; readonly error?: undefined } | { readonly text?: undefined; readonly error: TemplateError };

/**
 * Parses and compiles a Go template, and those that it defines, once, to be executed many times.
 *
 * @throws TypeError for an argument of the wrong type, as plain JavaScript may pass it
 * @example compile("greeting", "Hello {{.name | upper}}", { functions: sprig }).template?.execute({ name: "you" })
 */
export function compile(name: string, text: string, options: TemplateOptions = {}): Compiled {
  assertCompileArguments(name, text, options);
  const { leftDelim = "", rightDelim = "", missingKey = "default", regexp } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const codes = new Map<string, TemplateCode>();
  try {
    const functions = functionTable(options.functions ?? {});
    const hasFunction = (word: string) => functions.find(word) !== undefined;
    for (const tree of parse({ name, text }, { leftDelim, rightDelim, hasFunction, nesting: limits.nesting }).values())
      codes.set(tree.name, { name: tree.name, source: tree.source, step: compileList(tree.root, functions) });
  } catch (error) {
    if (error instanceof TemplateFailure) return { error: error.error };
    throw error;
  }
  const code = codes.get(name)!;
  const lookup = (other: string) => codes.get(other);
  const execute: Template["execute"] = (value, { prints = [], texts } = {}) => {
    const data = { value: value ?? undefined, boxed: false };
    return executed(code, data, new Run(code, { data, limits, missingKey, regexp, prints, texts, lookup }));
  };
  return { template: { execute } };
}

function functionTable(own: Readonly<Record<string, Func>>): FunctionTable {
  return {
    find: (name) => {
      if (Object.hasOwn(own, name)) return { func: own[name]!, isBuiltin: false };
      return Object.hasOwn(builtins, name) ? { func: builtins[name]!, isBuiltin: true } : undefined;
    },
  };
}

function executed(code: TemplateCode, data: Found, run: Run): Executed {
  try {
    code.step(run, data);
    return { text: settle(run.output) };
  } catch (error) {
    return { error: asTemplateError(run, error) };
  } finally {
    run.journal.restore();
  }
}

/**
 * What ended an execution, as an error with its place; anything but a failure or a limit is a bug and is thrown again.
 */
function asTemplateError(run: Run, error: unknown): TemplateError {
  if (error instanceof TemplateFailure) return error.error;
  const cause = limitCause(error);
  if (cause === undefined) throw error;
  try {
    return run.fail(cause);
  } catch (failure) {
    if (failure instanceof TemplateFailure) return failure.error;
    throw failure;
  }
}

/** JavaScript's own limits, of the stack and of a string's length, end an execution like any other. */
function limitCause(error: unknown): string | undefined {
  if (error instanceof LimitError) return error.message;
  if (!(error instanceof RangeError)) return undefined;
  return /call stack/i.test(error.message)
    ? "exceeded the limit of nested calls"
    : /string length/i.test(error.message)
      ? "exceeded the limit of a text's length"
      : undefined;
}
