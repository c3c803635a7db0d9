import { builtins } from "./builtins/builtins.ts";
import { type TemplateError, TemplateFailure } from "./errors.ts";
import { compileList } from "./exec/compile-list.ts";
import type { FunctionTable } from "./exec/compile-pipe.ts";
import { type MissingKey, type Print, Run, type TemplateCode, type TextWritten } from "./exec/run.ts";
import { defaultLimits, LimitError, type Limits } from "./limits.ts";
import type { RegexpEngine } from "./regexp.ts";
import type { Tree } from "./syntax/nodes.ts";
import { isEmptyTree, parse } from "./syntax/parse.ts";
import { settle } from "./text/bytes.ts";
import type { Func, GoValue } from "./value/value.ts";

export interface TemplateOptions {
  /** Functions besides Go's own, by name; they may replace those. */
  readonly functions?: Readonly<Record<string, Func>>;
  readonly limits?: Partial<Limits>;
  /** What a key that a map lacks gives: `default` no value (printed `<no value>`), `zero`, `error`. */
  readonly missingKey?: MissingKey;
  readonly leftDelim?: string;
  readonly rightDelim?: string;
  /** Where the functions called need it: `template.needs.has("regexp")`. It can be given to {@link Template.execute}, too. */
  readonly regexp?: RegexpEngine;
}

export interface ExecuteOptions {
  readonly regexp?: RegexpEngine | undefined;
  /** Takes what each action prints, in order. */
  readonly prints?: Print[];
  /** Takes what is written of the template's own texts, in order. */
  readonly texts?: TextWritten[];
}

export type Compiled =
  | { readonly template: Template; readonly error?: undefined }
  | { readonly template?: undefined; readonly error: TemplateError };
export type Executed = { readonly text: string; readonly error?: undefined } | { readonly text?: undefined; readonly error: TemplateError };

/**
 * Parses and compiles a Go template once, to be executed many times.
 *
 * @example compile("greeting", "Hello {{.name | upper}}", { functions: sprig }).template?.execute({ name: "you" })
 */
export function compile(name: string, text: string, options: TemplateOptions = {}): Compiled {
  return new Namespace(options).add(name, text);
}

/** A parsed template and those that share its namespace, as with Go's `template.New(...).Parse`. */
export class Template {
  readonly name: string;
  private readonly namespace: Namespace;

  constructor(name: string, namespace: Namespace) {
    this.name = name;
    this.namespace = namespace;
  }

  /** What the functions called in the namespace need besides the engine, such as `regexp`. */
  get needs(): ReadonlySet<string> {
    return this.namespace.needs;
  }

  /** The parse tree. */
  get tree(): Tree {
    return this.namespace.tree(this.name)!;
  }

  /** The names of the templates in the namespace. */
  get defined(): readonly string[] {
    return this.namespace.names();
  }

  /** Another template of the namespace. */
  lookup(name: string): Template | undefined {
    return this.namespace.tree(name) === undefined ? undefined : new Template(name, this.namespace);
  }

  /** A new namespace with another text parsed into it; this one stays as it is. */
  with(name: string, text: string): Compiled {
    return this.namespace.copy().add(name, text);
  }

  /**
   * Renders the template. The data is never changed by it; `undefined` is no data. A map that the template changes with
   * `set` must not be frozen.
   */
  execute(data?: GoValue, options: ExecuteOptions = {}): Executed {
    return this.namespace.execute(this.name, { ...options, data });
  }
}

interface Member {
  readonly tree: Tree;
  readonly code: TemplateCode;
}

/** Templates by name, with the functions and options that they share. */
class Namespace {
  private readonly options: TemplateOptions;
  private readonly members: Map<string, Member>;
  readonly needs: Set<string>;

  constructor(options: TemplateOptions, from?: Namespace) {
    this.options = options;
    this.members = new Map(from?.members);
    this.needs = new Set(from?.needs);
  }

  copy(): Namespace {
    return new Namespace(this.options, this);
  }

  names(): string[] {
    return [...this.members.keys()];
  }

  tree(name: string): Tree | undefined {
    return this.members.get(name)?.tree;
  }

  add(name: string, text: string): Compiled {
    const { leftDelim = "", rightDelim = "" } = this.options;
    const nesting = this.limits.nesting;
    try {
      const hasFunction = (word: string) => this.find(word) !== undefined;
      const trees = parse({ name, text }, { leftDelim, rightDelim, hasFunction, nesting });
      for (const tree of trees.values()) this.define(tree);
      return { template: new Template(name, this) };
    } catch (error) {
      if (error instanceof TemplateFailure) return { error: error.error };
      throw error;
    }
  }

  execute(name: string, run: ExecuteOptions & { readonly data: GoValue }): Executed {
    const { code } = this.members.get(name)!;
    const data = { value: run.data ?? undefined, boxed: false };
    const state = new Run(code, {
      data,
      limits: this.limits,
      missingKey: this.options.missingKey ?? "default",
      regexp: run.regexp ?? this.options.regexp,
      prints: run.prints ?? [],
      texts: run.texts,
      lookup: (other) => this.members.get(other)?.code,
    });
    try {
      code.step(state, data);
      return { text: settle(state.output) };
    } catch (error) {
      return { error: asTemplateError(state, error) };
    } finally {
      state.journal.restore();
    }
  }

  private get limits(): Limits {
    return { ...defaultLimits, ...this.options.limits };
  }

  /** Adds a tree; one without content does not replace another. Source: go text/template/template.go associate */
  private define(tree: Tree): void {
    if (this.members.has(tree.name) && isEmptyTree(tree)) return;
    const step = compileList(tree.root, this.functionTable());
    this.members.set(tree.name, { tree, code: { name: tree.name, source: tree.source, step } });
  }

  private functionTable(): FunctionTable {
    return {
      find: (name) => {
        const found = this.find(name)!;
        if (found.func.needs !== undefined) this.needs.add(found.func.needs);
        return found;
      },
    };
  }

  find(name: string): { func: Func; isBuiltin: boolean } | undefined {
    const own = this.options.functions;
    if (own !== undefined && Object.hasOwn(own, name)) return { func: own[name]!, isBuiltin: false };
    return Object.hasOwn(builtins, name) ? { func: builtins[name]!, isBuiltin: true } : undefined;
  }
}

/** What ended an execution, as an error with its place; anything but a failure or a limit is a bug and goes on. */
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
