import {
  type BranchNode,
  type CommandNode,
  type ListNode,
  type Node,
  type Operand,
  type PipeNode,
  statementsOf,
  type Tree,
  type VariableNode,
} from "../syntax/nodes.ts";
import type { Func } from "../value/value.ts";
import { Fact } from "./fact.ts";

/** All that the effect of a piece of a template hangs on, and the variables from outside that it assigns to. */
export class Uses {
  readonly facts = new Set<Fact>();
  readonly variables = new Set<string>();
  readonly assigned = new Set<string>();

  /** Adds those of a part; variables that it does not see from outside are no uses. */
  add(part: Uses, declared?: ReadonlySet<string>): void {
    for (const fact of part.facts) this.facts.add(fact);
    for (const name of part.variables) if (!declared?.has(name)) this.variables.add(name);
    for (const name of part.assigned) if (!declared?.has(name)) this.assigned.add(name);
  }
}

/** The uses of each statement of the lists that run at most once in an execution, and of those that run once for each item. */
export interface ListUses {
  readonly once: ReadonlyMap<ListNode, readonly Uses[]>;
  readonly each: ReadonlyMap<ListNode, ItemUses>;
}

/** The uses when the body of a range runs for one item, by its index. */
export type ItemUses = (index: number) => ListUses | undefined;

export interface Program {
  readonly tree: (name: string) => Tree | undefined;
  readonly find: (name: string) => { readonly func: Func; readonly isBuiltin: boolean } | undefined;
}

/** Which parts of the data, below `root`, the statements of a template read; undefined where that cannot be said. */
export function usesOf(tree: Tree, program: Program, root: Fact): ListUses | undefined {
  return usesIn(tree.root, { dot: root, root, places: new Map(), keepable: keptDepth }, { program, nodesLeft: mostNodes });
}

/** A program with what may still be read of it, the bodies of ranges for their items included. */
interface Reading {
  readonly program: Program;
  nodesLeft: number;
}

function usesIn(list: ListNode, scope: Scope, reading: Reading): ListUses | undefined {
  const reader = new UsesReader(reading);
  try {
    reader.list(list, scope);
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }
  return reader;
}

/** Lists within lists that are kept one by one. */
const keptDepth = 6;
/** A template that invokes others, or itself, may be far longer and deeper than its text. */
const mostNodes = 20_000;
const mostLevels = 500;

/** Where dot or `$` stand: at a place in the data, or at a value made of what was used. */
type Stand = Fact | Uses;

interface Scope {
  readonly dot: Stand;
  readonly root: Stand;
  /** Variables that stand at a place in the data. */
  readonly places: ReadonlyMap<string, Fact>;
  /** Levels of lists, from here on, that run at most once in an execution, with the same dot and variables. */
  readonly keepable: number;
}

class Unclear extends Error {}

class UsesReader implements ListUses {
  readonly once = new Map<ListNode, readonly Uses[]>();
  readonly each = new Map<ListNode, ItemUses>();
  private readonly reading: Reading;
  private levels = 0;
  constructor(reading: Reading) {
    this.reading = reading;
  }

  list(list: ListNode, scope: Scope): Uses {
    if (++this.levels > mostLevels) throw new Unclear();
    const all = new Uses();
    const declared = new Set<string>();
    const statements = statementsOf(list).map((node) => {
      const uses = new Uses();
      this.statement(node, scope, uses);
      all.add(uses, declared);
      if (node.kind === "action" && !node.pipe.isAssign) for (const { path } of node.pipe.variables) declared.add(path[0] as string);
      return uses;
    });
    if (scope.keepable > 0) this.once.set(list, statements);
    this.levels--;
    return all;
  }

  private statement(node: Node, scope: Scope, uses: Uses): void {
    if (--this.reading.nodesLeft < 0) throw new Unclear();
    if (node.kind === "action") this.pipe(node.pipe, scope, uses);
    else if (node.kind === "if" || node.kind === "with" || node.kind === "range") this.branch(node, scope, uses);
    else if (node.kind === "template") this.invocation(node.name, { scope, pipe: node.pipe }, uses);
  }

  private branch(node: BranchNode, scope: Scope, uses: Uses): void {
    const condition = new Uses();
    this.pipe(node.pipe, scope, condition);
    uses.add(condition);
    const { variables, isAssign } = node.pipe;
    const isOnce = node.kind !== "range" && variables.length === 0;
    const inner = { ...scope, keepable: isOnce ? scope.keepable - 1 : 0 };
    const declared = new Set(isAssign ? [] : variables.map(({ path }) => path[0] as string));
    uses.add(this.list(node.list, { ...inner, dot: node.kind === "if" ? scope.dot : condition }), declared);
    const over = node.kind === "range" && scope.keepable > 0 && isSteady(node) ? placeOf(node.pipe, scope) : undefined;
    if (over) this.each.set(node.list, (index) => usesIn(node.list, itemScope(scope, node.pipe, over.at([String(index)])), this.reading));
    if (node.elseList) uses.add(this.list(node.elseList, inner), declared);
  }

  /** Another template, which sees no variables from here. */
  private invocation(name: string, call: { readonly scope: Scope; readonly pipe: PipeNode | undefined }, uses: Uses): void {
    const tree = this.reading.program.tree(name);
    if (tree === undefined) throw new Unclear();
    const given = new Uses();
    if (call.pipe) this.innerPipe(call.pipe, call.scope, given);
    const dot = isDot(call.pipe) ? call.scope.dot : given;
    if (dot === given) uses.add(given);
    uses.add(this.list(tree.root, { dot, root: dot, places: new Map(), keepable: 0 }));
  }

  /** Where a declaration would go on from a pipeline within another, nobody needs to know. */
  private innerPipe(pipe: PipeNode, scope: Scope, uses: Uses): void {
    if (pipe.variables.length > 0) throw new Unclear();
    this.pipe(pipe, scope, uses);
  }

  private pipe(pipe: PipeNode, scope: Scope, uses: Uses): void {
    for (const command of pipe.commands) this.command(command, scope, uses);
    if (pipe.variables.some(({ path }) => path[0] === "$")) throw new Unclear();
    if (!pipe.isAssign) return;
    for (const { path } of pipe.variables) {
      uses.variables.add(path[0] as string);
      uses.assigned.add(path[0] as string);
    }
  }

  private command(command: CommandNode, scope: Scope, uses: Uses): void {
    const [word, first, ...others] = command.args;
    const entry = word?.kind === "identifier" ? entryRead(this.func(word.name), first, others[0]) : undefined;
    const operands = entry === undefined ? command.args : others;
    if (entry) this.operand(entry, scope, uses);
    for (const operand of operands) this.operand(operand, scope, uses);
  }

  /** One that changes its arguments, or calls what nobody knows beforehand, leaves nothing to be said. */
  private func(name: string): Func {
    const found = this.reading.program.find(name);
    if (found === undefined || found.func.changes || (found.isBuiltin && name === "call")) throw new Unclear();
    return found.func;
  }

  private operand(node: Operand, scope: Scope, uses: Uses): void {
    if (--this.reading.nodesLeft < 0) throw new Unclear();
    if (node.kind === "dot") read(scope.dot, [], uses);
    else if (node.kind === "field") read(scope.dot, node.path, uses);
    else if (node.kind === "variable") readVariable(node, scope, uses);
    else if (node.kind === "chain") this.operand(node.node, scope, uses);
    else if (node.kind === "pipe") this.innerPipe(node, scope, uses);
    else if (node.kind === "identifier") this.func(node.name);
  }
}

function readVariable(variable: VariableNode, scope: Scope, uses: Uses): void {
  const [name = "", ...path] = variable.path;
  const stand = standOf(variable, scope);
  if (stand === undefined) uses.variables.add(name);
  else read(stand, path, uses);
}

/** Where a variable stands; undefined where statements make what it holds. */
function standOf({ path: [name = ""] }: VariableNode, { root, places }: Scope): Stand | undefined {
  return name === "$" ? root : places.get(name);
}

/** The place in the data that a pipeline names and does nothing with. */
function placeOf({ commands: [command, ...others] }: PipeNode, scope: Scope): Fact | undefined {
  const [word, ...args] = command?.args ?? [];
  if (others.length > 0 || args.length > 0 || (word?.kind !== "field" && word?.kind !== "variable")) return undefined;
  const stand = word.kind === "field" ? scope.dot : standOf(word, scope);
  return stand instanceof Fact ? stand.at(word.kind === "field" ? word.path : word.path.slice(1)) : undefined;
}

/** Within the body of a range: the last variable holds the item, one before it the index. */
function itemScope(scope: Scope, { variables }: PipeNode, item: Fact): Scope {
  const name = variables.at(-1)?.path[0];
  const places = name === undefined ? scope.places : new Map([...scope.places, [name, item]]);
  return { ...scope, dot: item, places, keepable: scope.keepable - 1 };
}

/** Whether the body of a range runs to its end for every item, with the variables of the range as they were declared. */
function isSteady({ pipe, list }: BranchNode): boolean {
  const names = pipe.variables.map(({ path }) => path[0]);
  return !pipe.isAssign && !list.nodes.some((node) => isDisturbing(node, names));
}

function isDisturbing(node: Node, names: readonly (string | undefined)[]): boolean {
  if (node.kind === "break" || node.kind === "continue") return true;
  if (node.kind === "action") return node.pipe.variables.some(({ path }) => names.includes(path[0]));
  if (node.kind !== "if" && node.kind !== "with" && node.kind !== "range") return false;
  const { pipe, list, elseList } = node;
  const inside = [...list.nodes, ...(elseList?.nodes ?? [])];
  return pipe.variables.some(({ path }) => names.includes(path[0])) || inside.some((inner) => isDisturbing(inner, names));
}

function read(from: Stand, path: readonly string[], uses: Uses): void {
  if (from instanceof Uses) uses.add(from);
  else uses.facts.add(from.at(path));
}

/** Where a function reads one entry of its first argument only, and the template names that entry: its place. */
function entryRead({ readsEntryOf }: Func, of: Operand | undefined, key: Operand | undefined): Operand | undefined {
  if (readsEntryOf === undefined || key?.kind !== "string") return undefined;
  const isPlace = of?.kind === "field" || (of?.kind === "variable" && of.path[0] === "$");
  return isPlace ? { ...of, path: [...of.path, ...readsEntryOf, key.text] } : undefined;
}

function isDot(pipe: PipeNode | undefined): boolean {
  const [command, ...more] = pipe?.commands ?? [];
  return more.length === 0 && command?.args.length === 1 && command.args[0]?.kind === "dot";
}
