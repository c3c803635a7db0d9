import type { Source } from "../errors.ts";
import { quote } from "../text/quote.ts";
import { invalidSyntax, unquote } from "../text/unquote.ts";
import { Lexer } from "./lex.ts";
import type { ListNode, Node, Tree } from "./nodes.ts";
import { OperandParser } from "./parse-operand.ts";
import type { Token } from "./token.ts";
import { TokenStream } from "./token-stream.ts";

export interface ParseOptions {
  readonly leftDelim?: string;
  readonly rightDelim?: string;
  readonly hasFunction: (name: string) => boolean;
  /** Control structures and parentheses within each other. */
  readonly nesting: number;
}

/** What ends a list: `{{end}}`, or `{{else}}`, whose `if` or `with` may follow. */
type Closing = { readonly kind: "end" | "else"; readonly pos: number };

/**
 * Parses a template's text into its tree and those of the templates defined in it, by name.
 * Throws TemplateFailure. Source: go text/template/parse/parse.go
 */
export function parse(source: Source, options: ParseOptions): Map<string, Tree> {
  const lexer = new Lexer(source.text, {
    leftDelim: options.leftDelim || "{{",
    rightDelim: options.rightDelim || "}}",
    breakIsKeyword: !options.hasFunction("break"),
    continueIsKeyword: !options.hasFunction("continue"),
  });
  const parser = new Parser(source, { options, stream: new TokenStream(lexer), trees: new Map() });
  return parser.parseAll();
}

/** A tree with nothing but space and comments: it does not replace another one of its name. */
function isEmptyTree(tree: Tree): boolean {
  return tree.root.nodes.every((node) => node.kind === "text" && node.text.trim() === "");
}

function isClosing(node: Node | Closing): node is Closing {
  return node.kind === "end" || node.kind === "else";
}

class Parser extends OperandParser {
  private readonly trees: Map<string, Tree>;
  private readonly options: ParseOptions;
  private rangeDepth = 0;
  private depth = 0;

  constructor(source: Source, parts: { options: ParseOptions; stream: TokenStream; trees: Map<string, Tree> }) {
    super(source, { stream: parts.stream, hasFunction: parts.options.hasFunction, nesting: parts.options.nesting });
    this.trees = parts.trees;
    this.options = parts.options;
  }

  /** The top level, the only place for `define`. */
  parseAll(): Map<string, Tree> {
    const pos = this.stream.peek().pos;
    const nodes: Node[] = [];
    while (this.stream.peek().kind !== "eof") {
      if (this.stream.peek().kind === "leftDelim") {
        const mark = this.stream.mark();
        this.stream.next();
        if (this.stream.nextNonSpace().kind === "define") {
          this.nested().parseDefinition();
          continue;
        }
        this.stream.reset(mark);
      }
      const node = this.textOrAction();
      if (isClosing(node)) this.fail(`unexpected {{${node.kind}}}`);
      nodes.push(node);
    }
    this.add(this.source.name, { kind: "list", pos, nodes });
    return this.trees;
  }

  /** A parser for a template within this one: its variables are its own. */
  private nested(): Parser {
    const parser = new Parser(this.source, { options: this.options, stream: this.stream, trees: this.trees });
    parser.depth = this.depth;
    return parser;
  }

  private parseDefinition(): void {
    const context = "define clause";
    const token = this.stream.nextNonSpace();
    if (token.kind !== "string" && token.kind !== "rawString") this.unexpected(token, context);
    const name = unquote(token.text) ?? this.fail(invalidSyntax);
    this.expect("rightDelim", context);
    const { list, closing } = this.itemList();
    if (closing.kind !== "end") this.fail(`unexpected {{else}} in ${context}`);
    this.add(name, list);
  }

  private add(name: string, root: ListNode): void {
    const tree = { name, source: this.source, root };
    const known = this.trees.get(name);
    if (known === undefined || isEmptyTree(known)) this.trees.set(name, tree);
    else if (!isEmptyTree(tree)) this.fail(`template: multiple definition of template ${quote(name)}`);
  }

  private itemList(): { list: ListNode; closing: Closing } {
    const nodes: Node[] = [];
    const pos = this.stream.peekNonSpace().pos;
    if (++this.depth > this.options.nesting) this.fail("max control structure depth exceeded");
    while (this.stream.peekNonSpace().kind !== "eof") {
      const node = this.textOrAction();
      if (isClosing(node)) {
        this.depth--;
        return { list: { kind: "list", pos, nodes }, closing: node };
      }
      nodes.push(node);
    }
    return this.fail("unexpected EOF");
  }

  private textOrAction(): Node | Closing {
    const token = this.stream.nextNonSpace();
    if (token.kind === "text") return { kind: token.kind, pos: token.pos, text: token.text };
    if (token.kind !== "leftDelim") return this.unexpected(token, "input");
    this.actionLine = token.line;
    const node = this.action();
    this.actionLine = 0;
    return node;
  }

  private action(): Node | Closing {
    const token = this.stream.nextNonSpace();
    switch (token.kind) {
      case "block":
        return this.block();
      case "break":
      case "continue":
        return this.jump(token.kind, token);
      case "else":
        return this.elseClause();
      case "end":
        return { kind: "end", pos: this.expect("rightDelim", "end").pos };
      case "if":
      case "range":
      case "with":
        return this.control(token.kind);
      case "template":
        return this.template();
    }
    this.stream.backup();
    const pos = this.stream.peek().pos;
    return { kind: "action", pos, pipe: this.pipeline("command", "rightDelim") };
  }

  private jump(kind: "break" | "continue", token: Token): Node {
    const next = this.stream.nextNonSpace();
    if (next.kind !== "rightDelim") this.unexpected(next, `{{${kind}}}`);
    if (this.rangeDepth === 0) this.fail(`{{${kind}}} outside {{range}}`);
    return { kind, pos: token.pos };
  }

  private elseClause(): Closing {
    const next = this.stream.peekNonSpace();
    if (next.kind === "if" || next.kind === "with") return { kind: "else", pos: next.pos };
    return { kind: "else", pos: this.expect("rightDelim", "else").pos };
  }

  private control(kind: "if" | "range" | "with"): Node {
    const scope = this.variables.length;
    const pipe = this.pipeline(kind, "rightDelim");
    if (kind === "range") this.rangeDepth++;
    const { list, closing } = this.itemList();
    if (kind === "range") this.rangeDepth--;
    const elseList = closing.kind === "else" ? this.elseList(kind, closing.pos) : undefined;
    this.variables.length = scope;
    return { kind, pos: pipe.pos, pipe, list, elseList };
  }

  /** `else if` in an if and `else with` in a with are an else that holds the rest, up to the same end. */
  private elseList(kind: "if" | "range" | "with", pos: number): ListNode {
    if (kind !== "range" && this.stream.peek().kind === kind) {
      this.stream.next();
      if (++this.depth > this.options.nesting) this.fail("max control structure depth exceeded");
      const node = this.control(kind);
      this.depth--;
      return { kind: "list", pos, nodes: [node] };
    }
    const { list, closing } = this.itemList();
    if (closing.kind !== "end") this.fail("expected end; found {{else}}");
    return list;
  }

  private block(): Node {
    const context = "block clause";
    const token = this.stream.nextNonSpace();
    const name = this.templateName(token, context);
    const pipe = this.pipeline(context, "rightDelim");
    const inner = this.nested();
    const { list, closing } = inner.itemList();
    if (closing.kind !== "end") this.fail(`unexpected {{else}} in ${context}`);
    this.add(name, list);
    return { kind: "template", pos: token.pos, name, pipe };
  }

  private template(): Node {
    const context = "template clause";
    const token = this.stream.nextNonSpace();
    const name = this.templateName(token, context);
    if (this.stream.nextNonSpace().kind === "rightDelim") return { kind: "template", pos: token.pos, name, pipe: undefined };
    this.stream.backup();
    return { kind: "template", pos: token.pos, name, pipe: this.pipeline(context, "rightDelim") };
  }

  private templateName(token: Token, context: string): string {
    if (token.kind !== "string" && token.kind !== "rawString") return this.unexpected(token, context);
    return unquote(token.text) ?? this.fail(invalidSyntax);
  }
}
