import { integerOf } from "../value/inspect.ts";
import { bitsOf, canBeNil, isAssignable, isIntKind, isUintKind, type Type } from "../value/type.ts";
import { type CallContext, FuncError, FuncValue, type GoValue, scalar, typeOf, zeroOf } from "../value/value.ts";

/** Calls a function that is a value. Source: go text/template/funcs.go call */
export function callValue(call: { callee: GoValue; name: string; args: readonly GoValue[] }, context: CallContext): GoValue {
  const { callee, name, args } = call;
  if (callee === undefined || callee === null) throw new FuncError("call of nil");
  if (!(callee instanceof FuncValue)) throw new FuncError(`non-function ${name} of type ${typeOf(callee)!.name}`);
  const { params, variadic, call: body } = callee.func;
  const fixed = variadic ? params.length - 1 : params.length;
  if (variadic ? args.length < fixed : args.length !== fixed)
    throw new FuncError(`wrong number of args for ${name}: got ${args.length} want ${variadic ? "at least " : ""}${fixed}`);
  const prepared = args.map((arg, i) => {
    try {
      return prepareArg(arg, params[Math.min(i, params.length - 1)]!);
    } catch (error) {
      throw error instanceof FuncError ? new FuncError(`arg ${i}: ${error.message}`) : error;
    }
  });
  return body(prepared, context);
}

/** A value as an argument of a type: integers are converted to one another. Throws {@link FuncError}. */
export function prepareArg(value: GoValue, type: Type): GoValue {
  if (value === undefined || value === null) {
    if (!canBeNil(type.kind)) throw new FuncError(`value is nil; should be of type ${type.name}`);
    return zeroOf(type);
  }
  const from = typeOf(value)!;
  if (isAssignable(from, type)) return value;
  const integer = integerOf(value);
  if (integer !== undefined && isIntKind(type.kind)) return scalar(type, BigInt.asIntN(bitsOf(type.kind), integer));
  if (integer !== undefined && isUintKind(type.kind)) return scalar(type, BigInt.asUintN(bitsOf(type.kind), integer));
  throw new FuncError(`value has type ${from.name}; should be ${type.name}`);
}
