import { LimitError } from "../limits.ts";
import type { AnyNode, NumberNode, Operand } from "../syntax/nodes.ts";
import { printNode } from "../syntax/print-node.ts";
import { bitsOf, canBeNil, isAssignable, isIntKind, isUintKind, type Type, types } from "../value/type.ts";
import { Complex, type Func, FuncError, type GoValue, goInt, Nil, Pointer, scalar, typeOf, zeroOf } from "../value/value.ts";
import type { Found, Run } from "./run.ts";

/** Nothing was piped into a command. */
export const absent: unique symbol = Symbol("absent");
export type Final = GoValue | typeof absent;

/** An argument of a call; literals take the parameter's type, anything else is evaluated and then checked. */
export interface Arg {
  readonly node: Operand;
  readonly evaluate: ((run: Run, dot: Found) => GoValue) | undefined;
}

/** Where and with what something is called. */
export interface CallSite {
  readonly node: AnyNode;
  readonly name: string;
  readonly dot: Found;
  readonly args: readonly Arg[];
  /** What was piped in: the last argument. */
  readonly final: Final;
}

/** Calls a function or method with arguments checked as Go checks them. Source: go text/template/exec.go evalCall */
export function callFunc(run: Run, func: Func, site: CallSite): GoValue {
  const { args, final } = site;
  checkCount(run, func, site);
  const values: GoValue[] = [];
  let steps = 1;
  for (let i = 0; i < args.length; i++) {
    const value = argument(run, { arg: args[i]!, dot: site.dot, type: paramType(func, i) });
    steps += textSteps(value);
    values.push(value);
  }
  if (final !== absent) {
    const value = validate(run, final, paramType(func, args.length));
    steps += textSteps(value);
    values.push(value);
  }
  run.budget.spend(steps);
  try {
    return fitting(run, func.call(values, run));
  } catch (error) {
    return failed(run, site, error);
  }
}

/** Work on a longer text counts more. */
function textSteps(value: GoValue): number {
  return typeof value === "string" ? value.length >> 4 : 0;
}

/** Runs a function's own code; its error becomes the template's. */
export function guard(run: Run, site: { node: AnyNode; name: string }, call: () => GoValue): GoValue {
  run.budget.spend(1);
  try {
    return fitting(run, call());
  } catch (error) {
    return failed(run, site, error);
  }
}

function fitting(run: Run, result: GoValue): GoValue {
  if (typeof result === "string") run.budget.fit(result.length);
  return result;
}

function failed(run: Run, site: { node: AnyNode; name: string }, error: unknown): never {
  if (!(error instanceof FuncError) && !(error instanceof LimitError)) throw error;
  run.node = site.node;
  return run.fail(error instanceof FuncError ? `error calling ${site.name}: ${error.message}` : error.message);
}

export function paramType(func: Func, index: number): Type {
  return func.params[Math.min(index, func.params.length - 1)]!;
}

/** Fails if a function gets too few or too many arguments; the counts are the ones that Go names. */
export function checkCount(run: Run, func: Func, site: { name: string; args: readonly unknown[]; final: Final }): void {
  const count = site.args.length + (site.final === absent ? 0 : 1);
  const wanted = func.params.length;
  if (func.variadic) {
    if (count < wanted - 1) run.fail(`wrong number of args for ${site.name}: want at least ${wanted - 1} got ${site.args.length}`);
  } else if (count !== wanted) run.fail(`wrong number of args for ${site.name}: want ${wanted} got ${count}`);
}

/** Evaluates an argument for a parameter of a type. Source: go text/template/exec.go evalArg */
export function argument(run: Run, how: { readonly arg: Arg; readonly dot: Found; readonly type: Type }): GoValue {
  const { arg, type } = how;
  run.node = arg.node;
  if (arg.evaluate !== undefined) return validate(run, arg.evaluate(run, how.dot), type);
  if (arg.node.kind === "nil") {
    if (type === types.reflectValue) return undefined;
    return canBeNil(type.kind) ? zeroOf(type) : run.fail(`cannot assign nil to ${type.name}`);
  }
  return literal(run, arg.node, type);
}

/** A literal as a value of the parameter's type. */
function literal(run: Run, node: Operand, type: Type): GoValue {
  if (type.kind === "interface" || type === types.reflectValue) return constant(run, node);
  if (type.kind === "bool") return node.kind === "bool" ? scalar(type, node.value) : expected(run, "bool", node);
  if (type.kind === "string") return node.kind === "string" ? scalar(type, node.text) : expected(run, "string", node);
  const number: Partial<NumberNode> = node.kind === "number" ? node : {};
  if (isIntKind(type.kind))
    return number.int === undefined ? expected(run, "integer", node) : scalar(type, BigInt.asIntN(bitsOf(type.kind), number.int));
  if (isUintKind(type.kind))
    return number.uint === undefined
      ? expected(run, "unsigned integer", node)
      : scalar(type, BigInt.asUintN(bitsOf(type.kind), number.uint));
  if (type.kind === "float64" || type.kind === "float32")
    return number.float === undefined ? expected(run, "float", node) : scalar(type, number.float);
  return run.fail(`can't handle ${printNode(node)} for arg of type ${type.name}`);
}

function expected(run: Run, what: string, node: Operand): never {
  return run.fail(`expected ${what}; found ${printNode(node)}`);
}

/** A literal without an expected type: its own form decides. */
export function constant(run: Run, node: Operand): GoValue {
  run.node = node;
  if (node.kind === "bool") return node.value;
  if (node.kind === "string") return node.text;
  if (node.kind !== "number") return run.fail(`can't handle assignment of ${printNode(node)} to empty interface argument`);
  if (node.complex !== undefined) return new Complex(node.complex.re, node.complex.im);
  const isHexInt = /^0[xX]/.test(node.text) && !/[pP]/.test(node.text);
  if (node.float !== undefined && !isHexInt && !node.text.startsWith("'") && /[.eEpP]/.test(node.text)) return node.float;
  return node.int === undefined ? run.fail(`${node.text} overflows int`) : goInt(node.int);
}

/** A value for a parameter of a type, or Go's error if its type differs. */
export function validate(run: Run, value: GoValue, type: Type): GoValue {
  if (type === types.reflectValue) return value;
  if (value === undefined) return canBeNil(type.kind) ? zeroOf(type) : run.fail(`invalid value; expected ${type.name}`);
  if (type.kind === "interface") return value;
  const from = typeOf(value);
  if (from === undefined) return run.fail(`wrong type for value; expected ${type.name}; got ${types.any.name}`);
  if (isAssignable(from, type)) return value;
  if (from.kind === "ptr" && from.elem !== undefined && isAssignable(from.elem, type)) {
    if (value instanceof Nil) return run.fail(`dereference of nil pointer of type ${type.name}`);
    return value instanceof Pointer ? value.target : value;
  }
  return run.fail(`wrong type for value; expected ${type.name}; got ${from.name}`);
}
