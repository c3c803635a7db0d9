import { callValue } from "../builtins/call-value.ts";
import type { ChainNode, CommandNode, FieldNode, IdentifierNode, Operand, PipeNode, VariableNode } from "../syntax/nodes.ts";
import { printNode } from "../syntax/print-node.ts";
import { isTrue } from "../value/inspect.ts";
import { types } from "../value/type.ts";
import { type Func, FuncValue, type GoValue, Nil, typeOf } from "../value/value.ts";
import { type Arg, absent, argument, callFunc, checkCount, constant, type Final, guard, paramType, validate } from "./call.ts";
import { plainPath, unclear, walkPath } from "./field.ts";
import type { Found, Run } from "./run.ts";

export type Evaluate = (run: Run, dot: Found) => GoValue;
type Command = (run: Run, dot: Found, final: Final) => GoValue;

/** The functions that a template may call. */
export interface FunctionTable {
  find(name: string): { readonly func: Func; readonly isBuiltin: boolean } | undefined;
}

/** A pipeline's value; its variables are declared or assigned on the way. a nil in an interface gives no value. */
export function compilePipe(pipe: PipeNode, functions: FunctionTable): Evaluate {
  const commands = pipe.commands.map((command) => compileCommand(command, functions));
  const isPlain = pipe.variables.length === 0;
  return (run, dot) => {
    run.node = pipe;
    let value: Final = absent;
    for (const command of commands) value = command(run, dot, value) ?? undefined;
    if (isPlain) return value as GoValue;
    const place = { value: value as GoValue, boxed: false };
    for (const variable of pipe.variables) {
      if (pipe.isAssign) run.assign(variable.path[0]!, place);
      else run.push(variable.path[0]!, place);
    }
    return place.value;
  };
}

function compileCommand(command: CommandNode, functions: FunctionTable): Command {
  const word = command.args[0]!;
  const args = command.args.slice(1).map((arg) => compileArg(arg, functions));
  switch (word.kind) {
    case "field":
    case "variable":
    case "chain":
      return pathCommand(word, args, functions);
    case "identifier":
      return functionCommand(word, { node: command, args, functions });
    case "pipe": {
      const evaluate = compilePipe(word, functions);
      return (run, dot, final) => {
        refuseArgs(run, { word, args, final });
        return evaluate(run, dot);
      };
    }
  }
  return (run, dot, final) => {
    run.node = word;
    refuseArgs(run, { word, args, final });
    if (word.kind === "dot") return dot.value;
    return word.kind === "nil" ? run.fail("nil is not a command") : constant(run, word);
  };
}

function refuseArgs(run: Run, call: { word: Operand; args: readonly Arg[]; final: Final }): void {
  if (call.args.length > 0 || call.final !== absent) run.fail(`can't give argument to non-function ${printNode(call.word)}`);
}

/** A path from a value, the last name of which takes the arguments. Mostly it only reads maps and structs, and that is tried first. */
function pathCommand(node: FieldNode | VariableNode | ChainNode, args: readonly Arg[], functions: FunctionTable): Command {
  const [path, start] = pathOf(node, functions);
  const name = path.at(-1) ?? "";
  return (run, dot, final) => {
    run.node = node.kind === "chain" ? node.node : node;
    const from = start(run, dot);
    const found = args.length === 0 && final === absent ? plainPath(run, from.value, path) : unclear;
    if (found !== unclear) return found;
    if (path.length > 0) return walkPath(run, { node, name, dot, args, final, from, path });
    refuseArgs(run, { word: node, args, final });
    return from.value;
  };
}

/** The path of a node, and where it starts. */
function pathOf(
  node: FieldNode | VariableNode | ChainNode,
  functions: FunctionTable,
): [readonly string[], (run: Run, dot: Found) => Found] {
  if (node.kind === "field") return [node.path, (_, dot) => dot];
  const [variable = "", ...path] = node.path;
  if (node.kind === "variable") return [path, (run) => run.variable(variable)];
  const evaluate = compileArg(node.node, functions).evaluate!;
  const start = (run: Run, dot: Found): Found => {
    const value = evaluate(run, dot);
    return { value, boxed: value === null };
  };
  return [node.path, start];
}

/** An argument; `evaluate` is undefined for literals and nil. */
function compileArg(node: Operand, functions: FunctionTable): Arg {
  switch (node.kind) {
    case "dot":
      return { node, evaluate: (_run, dot) => dot.value };
    case "pipe":
      return { node, evaluate: compilePipe(node, functions) };
    case "field":
    case "variable":
    case "chain":
      return { node, evaluate: bare(pathCommand(node, [], functions)) };
    case "identifier":
      return { node, evaluate: bare(functionCommand(node, { node, args: [], functions })) };
  }
  return { node, evaluate: undefined };
}

function bare(command: Command): Evaluate {
  return (run, dot) => command(run, dot, absent);
}

interface FunctionUse {
  readonly node: CommandNode | IdentifierNode;
  readonly args: readonly Arg[];
  readonly functions: FunctionTable;
}

function functionCommand(word: IdentifierNode, use: FunctionUse): Command {
  const { func, isBuiltin } = use.functions.find(word.name)!;
  const { name } = word;
  if (isBuiltin && (name === "and" || name === "or")) return shortCircuit(word, { ...use, func });
  if (isBuiltin && name === "call") return callCommand(word, { ...use, func });
  const { node, args } = use;
  return (run, dot, final) => {
    run.node = word;
    return callFunc(run, func, { node, name, dot, args, final });
  };
}

/** `and` and `or` stop at the argument that decides. */
function shortCircuit(word: IdentifierNode, use: FunctionUse & { readonly func: Func }): Command {
  const { name } = word;
  return (run, dot, final) => {
    run.node = word;
    checkCount(run, use.func, { name, args: use.args, final });
    run.budget.spend(1);
    let value: GoValue;
    for (const arg of use.args) {
      value = argument(run, { arg, dot, type: types.reflectValue });
      if (isTrue(value) === (name === "or")) return value;
    }
    return final === absent ? value : validate(run, final, types.reflectValue);
  };
}

/** `call FUNCTION ARGUMENT...`: the function is a value. */
function callCommand(word: IdentifierNode, use: FunctionUse & { readonly func: Func }): Command {
  const { node, args } = use;
  return (run, dot, final) => {
    run.node = word;
    checkCount(run, use.func, { name: "call", args, final });
    const values = args.map((arg, i) => argument(run, { arg, dot, type: paramType(use.func, i) }));
    if (final !== absent) values.push(final);
    const [callee, ...rest] = values;
    const calleeName = args[0] === undefined ? (typeOf(callee)?.name ?? "<invalid Value>") : printNode(args[0].node);
    return guard(run, { node, name: "call" }, () => callValue({ callee, name: calleeName, args: rest }, run));
  };
}

/** A value that cannot be printed. */
export function isUnprintable(value: GoValue): boolean {
  return value instanceof FuncValue || (value instanceof Nil && value.type.kind === "func");
}
