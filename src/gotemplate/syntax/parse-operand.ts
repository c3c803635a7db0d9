import { placeOf, type Source, TemplateFailure } from "../errors.ts";
import { quote } from "../text/quote.ts";
import { invalidSyntax, unquote } from "../text/unquote.ts";
import type { CommandNode, Operand, PipeNode, VariableNode } from "./nodes.ts";
import { numberConstant } from "./number-constant.ts";
import { printNode } from "./print-node.ts";
import type { Token, TokenKind } from "./token.ts";
import { describeToken, type TokenStream } from "./token-stream.ts";

const operandStarts: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "bool",
  "charConstant",
  "complex",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "rawString",
  "string",
  "variable",
  "leftParen",
]);
const constants: ReadonlySet<string> = new Set(["bool", "dot", "nil", "number", "string"]);

/** Parses what is inside an action: pipelines of commands of operands. */
export class OperandParser {
  protected readonly source: Source;
  protected readonly stream: TokenStream;
  /** Variables defined at the moment, the oldest first. */
  protected readonly variables: string[] = ["$"];
  /** The line of the action being parsed; 0 outside. */
  protected actionLine = 0;
  private readonly hasFunction: (name: string) => boolean;
  private readonly nesting: number;
  private parens = 0;

  constructor(source: Source, parts: { stream: TokenStream; hasFunction: (name: string) => boolean; nesting: number }) {
    this.source = source;
    this.stream = parts.stream;
    this.hasFunction = parts.hasFunction;
    this.nesting = parts.nesting;
  }

  protected fail(cause: string): never {
    const latest = this.stream.latest;
    const line = latest?.line ?? 1;
    const place = placeOf(this.source, latest?.pos ?? 0);
    throw new TemplateFailure({
      message: `template: ${this.source.name}:${line}: ${cause}`,
      template: this.source.name,
      line,
      column: place.line === line ? place.column : 0,
      cause,
    });
  }

  protected unexpected(token: Token, context: string): never {
    if (token.kind !== "error") return this.fail(`unexpected ${describeToken(token)} in ${context}`);
    if (this.actionLine === 0 || this.actionLine === token.line) return this.fail(token.text);
    const start = `started at ${this.source.name}:${this.actionLine}`;
    return this.fail(token.text.endsWith(" action") ? `${token.text} ${start}` : `${token.text} in action ${start}`);
  }

  protected expect(kind: TokenKind, context: string): Token {
    const token = this.stream.nextNonSpace();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  /** `$a, $b := command | command`, up to the token that ends it. */
  protected pipeline(context: string, end: TokenKind): PipeNode {
    const pos = this.stream.peekNonSpace().pos;
    const { variables, isAssign } = this.declarations(context);
    const commands: CommandNode[] = [];
    for (let token = this.stream.nextNonSpace(); token.kind !== end; token = this.stream.nextNonSpace()) {
      if (!operandStarts.has(token.kind)) this.unexpected(token, context);
      this.stream.backup();
      commands.push(this.command());
    }
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    const idle = commands.findIndex((command, i) => i > 0 && constants.has(command.args[0]!.kind));
    if (idle > 0) this.fail(`non executable command in pipeline stage ${idle + 1}`);
    return { kind: "pipe", pos, isAssign, variables, commands };
  }

  private declarations(context: string): { variables: VariableNode[]; isAssign: boolean } {
    const variables: VariableNode[] = [];
    const declare = (token: Token) => {
      this.stream.nextNonSpace();
      variables.push({ kind: "variable", pos: token.pos, path: token.text.split(".") });
      this.variables.push(token.text);
    };
    for (let token = this.stream.peekNonSpace(); token.kind === "variable"; token = this.stream.peekNonSpace()) {
      const mark = this.stream.mark();
      this.stream.next();
      const next = this.stream.peekNonSpace();
      if (next.kind === "assign" || next.kind === "declare") {
        declare(token);
        return { variables, isAssign: next.kind === "assign" };
      }
      if (next.kind !== "char" || next.text !== ",") {
        this.stream.reset(mark);
        break;
      }
      declare(token);
      if (context !== "range" || variables.length > 1) this.fail(`too many declarations in ${context}`);
      const second = this.stream.peekNonSpace().kind;
      if (second !== "variable" && second !== "rightDelim" && second !== "rightParen") this.fail("range can only initialize variables");
    }
    return { variables, isAssign: false };
  }

  /** Operands separated by space; takes the pipe after it, leaves a delimiter. */
  private command(): CommandNode {
    const pos = this.stream.peekNonSpace().pos;
    const args: Operand[] = [];
    for (;;) {
      this.stream.peekNonSpace();
      const operand = this.operand();
      if (operand !== undefined) args.push(operand);
      const token = this.stream.next();
      if (token.kind === "space") continue;
      if (token.kind === "rightDelim" || token.kind === "rightParen") this.stream.backup();
      else if (token.kind !== "pipe") this.unexpected(token, "operand");
      break;
    }
    if (args.length === 0) this.fail("empty command");
    return { kind: "command", pos, args };
  }

  /** A term and the fields after it. */
  private operand(): Operand | undefined {
    const node = this.term();
    if (node === undefined || this.stream.peek().kind !== "field") return node;
    const pos = this.stream.peek().pos;
    const path: string[] = [];
    while (this.stream.peek().kind === "field") path.push(this.stream.next().text.slice(1));
    if (node.kind === "field" || node.kind === "variable") return { kind: node.kind, pos, path: [...node.path, ...path] };
    if (constants.has(node.kind)) return this.fail(`unexpected . after term ${quote(printNode(node))}`);
    return { kind: "chain", pos, node, path };
  }

  private term(): Operand | undefined {
    const token = this.stream.nextNonSpace();
    const pos = token.pos;
    switch (token.kind) {
      case "identifier":
        if (!this.hasFunction(token.text)) this.fail(`function ${quote(token.text)} not defined`);
        return { kind: "identifier", pos, name: token.text };
      case "dot":
      case "nil":
        return { kind: token.kind, pos };
      case "variable":
        if (!this.variables.includes(token.text)) this.fail(`undefined variable ${quote(token.text)}`);
        return { kind: "variable", pos, path: [token.text] };
      case "field":
        return { kind: "field", pos, path: [token.text.slice(1)] };
      case "bool":
        return { kind: "bool", pos, value: token.text === "true" };
      case "charConstant":
      case "complex":
      case "number":
        return this.numberTerm(token, token.kind);
      case "leftParen":
        return this.parenthesised();
      case "string":
      case "rawString":
        return { kind: "string", pos, quoted: token.text, text: unquote(token.text) ?? this.fail(invalidSyntax) };
    }
    this.stream.backup();
    return undefined;
  }

  private numberTerm(token: Token, kind: "charConstant" | "complex" | "number"): Operand {
    const constant = numberConstant(token.text, kind);
    return "problem" in constant ? this.fail(constant.problem) : { kind: "number", pos: token.pos, ...constant };
  }

  private parenthesised(): PipeNode {
    if (this.parens >= this.nesting) this.fail("max expression depth exceeded");
    this.parens++;
    const pipe = this.pipeline("parenthesized pipeline", "rightParen");
    this.parens--;
    return pipe;
  }
}
