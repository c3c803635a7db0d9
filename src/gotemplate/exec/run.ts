import { placeOf, type Source, TemplateFailure } from "../errors.ts";
import { Budget, type Limits } from "../limits.ts";
import type { RegexpEngine } from "../regexp.ts";
import type { ActionNode, AnyNode, TextNode } from "../syntax/nodes.ts";
import { printNode } from "../syntax/print-node.ts";
import { settle } from "../text/bytes.ts";
import { quote } from "../text/quote.ts";
import type { CallContext, GoValue } from "../value/value.ts";
import { Journal } from "./journal.ts";

/** What happens to a missing key: `default` gives no value, `zero` the zero of the element type, `error` an error. */
export type MissingKey = "default" | "zero" | "error";

/** A value where it was found: `boxed` in a place of type `interface {}`, which error messages then name as the type. */
export interface Found {
  readonly value: GoValue;
  readonly boxed: boolean;
}

/** Whether a list ran to its end or a `{{break}}` or `{{continue}}` ended it. */
export type Signal = "done" | "break" | "continue";

/** A piece of template compiled: what it does with the cursor at `dot`. */
export type Step = (run: Run, dot: Found) => Signal;

export interface TemplateCode {
  readonly name: string;
  readonly source: Source;
  readonly step: Step;
}

/** What an action printed: the range of the output, and the action in its template's text. */
export interface Print {
  readonly start: number;
  readonly end: number;
  readonly action: ActionNode;
  readonly source: Source;
}

/** A text of the template that was written: where it starts in the output, and where it is. */
export interface TextWritten {
  readonly start: number;
  readonly node: TextNode;
  readonly source: Source;
}

export interface RunOptions {
  /** Takes what each action prints, in order. */
  readonly prints: Print[];
  /** Takes the template's own texts, in order. */
  readonly texts: TextWritten[] | undefined;
  readonly limits: Limits;
  readonly missingKey: MissingKey;
  readonly regexp: RegexpEngine | undefined;
  readonly lookup: (name: string) => TemplateCode | undefined;
}

/** The state of one execution. */
export class Run implements CallContext {
  readonly budget: Budget;
  readonly journal = new Journal();
  readonly regexp: RegexpEngine | undefined;
  readonly missingKey: MissingKey;
  /** The node being evaluated; errors name it. */
  node: AnyNode | undefined;
  output = "";
  private readonly options: RunOptions;
  private code: TemplateCode;
  private names: string[] = ["$"];
  private places: Found[];
  private depth = 0;

  constructor(code: TemplateCode, options: RunOptions & { readonly data: Found }) {
    this.code = code;
    this.options = options;
    this.budget = new Budget(options.limits);
    this.regexp = options.regexp;
    this.missingKey = options.missingKey;
    this.places = [options.data];
  }

  write(text: string): void {
    this.output += text;
    this.budget.fit(this.output.length);
  }

  /** Writes the template's own text. */
  writeText(node: TextNode): void {
    this.options.texts?.push({ start: this.output.length, node, source: this.code.source });
    this.write(node.text);
  }

  /** Writes what an action gives. */
  print(action: ActionNode, text: string): void {
    const start = this.output.length;
    this.write(text);
    this.options.prints.push({ start, end: this.output.length, action, source: this.code.source });
  }

  /** Ends the execution with Go's message. */
  fail(cause: string): never {
    const { name, source } = this.code;
    const place = placeOf(source, this.node?.pos ?? 0);
    const at = this.node === undefined ? "" : ` at <${contextOf(this.node)}>`;
    const message = `template: ${source.name}:${place.line}:${place.column}: executing ${quote(name)}${at}: ${cause}`;
    throw new TemplateFailure({ message: settle(message), template: source.name, ...place, cause: settle(cause) });
  }

  /** The height of the stack of variables; {@link pop} goes back to it. */
  mark(): number {
    return this.names.length;
  }

  pop(mark: number): void {
    this.names.length = mark;
    this.places.length = mark;
  }

  push(name: string, place: Found): void {
    this.names.push(name);
    this.places.push(place);
  }

  variable(name: string): Found {
    return this.places[this.slot(name)]!;
  }

  assign(name: string, place: Found): void {
    this.places[this.slot(name)] = place;
  }

  /** Overwrites the variable that is `fromTop` below the top. */
  assignTop(fromTop: number, place: Found): void {
    this.places[this.places.length - fromTop] = place;
  }

  private slot(name: string): number {
    const slot = this.names.lastIndexOf(name);
    this.budget.spend((this.names.length - slot) >> 6);
    return slot < 0 ? this.fail(`undefined variable: ${name}`) : slot;
  }

  /** Runs another template; it sees none of the variables here. */
  invoke(name: string, dot: () => Found): void {
    const code = this.options.lookup(name) ?? this.fail(`template ${quote(name)} not defined`);
    if (this.depth === this.options.limits.depth) this.fail(`exceeded maximum template depth (${this.options.limits.depth})`);
    const place = dot();
    const { names, places } = this;
    const caller = this.code;
    this.names = ["$"];
    this.places = [place];
    this.code = code;
    this.depth++;
    code.step(this, place);
    this.depth--;
    this.code = caller;
    this.names = names;
    this.places = places;
  }
}

/** The node as an error quotes it; for nodes with others inside, which only a limit can name, the head. */
function contextOf(node: AnyNode): string {
  if (node.kind === "if" || node.kind === "range" || node.kind === "with") return `{{${node.kind} ${printNode(node.pipe)}}}`;
  return node.kind === "text" ? node.text.slice(0, 20) : printNode(node);
}
