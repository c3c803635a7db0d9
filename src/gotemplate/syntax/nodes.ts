import type { Source } from "../errors.ts";

/** The parse tree. `pos` is an offset into the tree's text, `line` counts from 1. */
export interface Tree {
  readonly name: string;
  readonly source: Source;
  readonly root: ListNode;
}

interface At<Kind extends string> {
  readonly kind: Kind;
  readonly pos: number;
}

export interface ListNode extends At<"list"> {
  readonly nodes: readonly Node[];
}
export interface TextNode extends At<"text"> {
  readonly text: string;
}
export interface ActionNode extends At<"action"> {
  readonly pipe: PipeNode;
}
export interface BranchNode extends At<"if" | "range" | "with"> {
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
}
export type JumpNode = At<"break" | "continue">;
export interface TemplateNode extends At<"template"> {
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}
export interface PipeNode extends At<"pipe"> {
  /** The variables are assigned to, not declared. */
  readonly isAssign: boolean;
  readonly variables: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
}
export interface CommandNode extends At<"command"> {
  readonly args: readonly Operand[];
}
export interface IdentifierNode extends At<"identifier"> {
  readonly name: string;
}
export interface VariableNode extends At<"variable"> {
  /** The variable's name, then fields. */
  readonly path: readonly string[];
}
export interface FieldNode extends At<"field"> {
  readonly path: readonly string[];
}
export interface ChainNode extends At<"chain"> {
  readonly node: Operand;
  readonly path: readonly string[];
}
export type DotNode = At<"dot">;
export type NilNode = At<"nil">;
export interface BoolNode extends At<"bool"> {
  readonly value: boolean;
}
export interface StringNode extends At<"string"> {
  /** As written, with its quotes. */
  readonly quoted: string;
  readonly text: string;
}
/** A numeric constant and everything that it can be: `1e3` is an integer too. */
export interface NumberNode extends At<"number"> {
  readonly text: string;
  readonly int?: bigint;
  readonly uint?: bigint;
  readonly float?: number;
  readonly complex?: { readonly re: number; readonly im: number };
}

export type Operand =
  | BoolNode
  | ChainNode
  | DotNode
  | FieldNode
  | IdentifierNode
  | NilNode
  | NumberNode
  | PipeNode
  | StringNode
  | VariableNode;
export type Node = ActionNode | BranchNode | JumpNode | TemplateNode | TextNode;
export type AnyNode = Node | Operand | ListNode | CommandNode;
