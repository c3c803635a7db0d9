import type { Source } from "../errors.ts";

/** The parse tree. `pos` is an offset into the tree's text, `line` counts from 1. */
export interface Tree {
  readonly name: string;
  readonly source: Source;
  readonly root: ListNode;
}

export interface ListNode {
  readonly kind: "list";
  readonly pos: number;
  readonly nodes: readonly Node[];
}
export interface TextNode {
  readonly kind: "text";
  readonly pos: number;
  readonly text: string;
}
export interface ActionNode {
  readonly kind: "action";
  readonly pos: number;
  readonly pipe: PipeNode;
}
export interface BranchNode {
  readonly kind: "if" | "range" | "with";
  readonly pos: number;
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
}
export interface JumpNode {
  readonly kind: "break" | "continue";
  readonly pos: number;
}
export interface TemplateNode {
  readonly kind: "template";
  readonly pos: number;
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}
export interface PipeNode {
  readonly kind: "pipe";
  readonly pos: number;
  /** The variables are assigned to, not declared. */
  readonly isAssign: boolean;
  readonly variables: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
}
export interface CommandNode {
  readonly kind: "command";
  readonly pos: number;
  readonly args: readonly Operand[];
}
export interface IdentifierNode {
  readonly kind: "identifier";
  readonly pos: number;
  readonly name: string;
}
export interface VariableNode {
  readonly kind: "variable";
  readonly pos: number;
  /** The variable's name, then fields. */
  readonly path: readonly string[];
}
export interface FieldNode {
  readonly kind: "field";
  readonly pos: number;
  readonly path: readonly string[];
}
export interface ChainNode {
  readonly kind: "chain";
  readonly pos: number;
  readonly node: Operand;
  readonly path: readonly string[];
}
export interface DotNode {
  readonly kind: "dot";
  readonly pos: number;
}
export interface NilNode {
  readonly kind: "nil";
  readonly pos: number;
}
export interface BoolNode {
  readonly kind: "bool";
  readonly pos: number;
  readonly value: boolean;
}
export interface StringNode {
  readonly kind: "string";
  readonly pos: number;
  /** As written, with its quotes. */
  readonly quoted: string;
  readonly text: string;
}
/** A numeric constant and everything that it can be: `1e3` is an integer too. */
export interface NumberNode {
  readonly kind: "number";
  readonly pos: number;
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
