import { sprintf } from "../format/printf.ts";
import { compareText } from "../text/bytes.ts";
import { boolOf, floatOf, integerOf, isNilValue, textOf } from "../value/inspect.ts";
import { isIntKind, isUintKind, sameType } from "../value/type.ts";
import { type CallContext, Complex, FuncError, type GoValue, Host, Pointer, Scalar, typeOf } from "../value/value.ts";

type BasicKind = "bool" | "complex" | "int" | "uint" | "float" | "string";

/** The kind that comparisons go by; undefined for lists, maps, nil and no value. */
function basicKind(value: GoValue): BasicKind | undefined {
  const kind = typeOf(value)?.kind;
  if (kind === undefined) return undefined;
  if (kind === "string" || kind === "bool") return kind;
  if (kind === "float32" || kind === "float64") return "float";
  if (kind === "complex128") return "complex";
  return isIntKind(kind) ? "int" : isUintKind(kind) ? "uint" : undefined;
}

const badType = () => new FuncError("invalid type for comparison");
const incompatible = (a: GoValue, b: GoValue) =>
  new FuncError(`incompatible types for comparison: ${typeOf(a)!.name} and ${typeOf(b)!.name}`);

/** `eq a b c`: a equals one of the others. Source: go text/template/funcs.go eq */
export function equalsAny(args: readonly GoValue[], context: CallContext): boolean {
  const [first, ...others] = args;
  if (others.length === 0) throw new FuncError("missing argument for comparison");
  return others.some((other) => equals(first, other, context));
}

function equals(a: GoValue, b: GoValue, context: Pick<CallContext, "budget">): boolean {
  const kind = basicKind(a);
  const other = basicKind(b);
  if (kind !== other) {
    if (isInteger(kind) && isInteger(other)) return integerOf(a) === integerOf(b);
    if (typeOf(a) !== undefined && typeOf(b) !== undefined) throw incompatible(a, b);
    return false;
  }
  if (kind === undefined) return equalsComposite(a, b, context);
  if (a instanceof Complex && b instanceof Complex) return a.re === b.re && a.im === b.im;
  return plain(a) === plain(b);
}

/** Lists and maps compare with nil only; pointers and structs are the same or not. */
function equalsComposite(a: GoValue, b: GoValue, context: Pick<CallContext, "budget">): boolean {
  const type = typeOf(a);
  const other = typeOf(b);
  if (type !== undefined && other !== undefined && type.kind !== other.kind)
    throw new FuncError(sprintf("non-comparable types %s: %s, %s: %v", [a, type.name, other.name, b], context));
  if (isNilValue(a) || isNilValue(b)) return isNilValue(a) === isNilValue(b);
  if (other !== undefined && /^(slice|map|func)$/.test(other.kind))
    throw new FuncError(sprintf("non-comparable type %s: %s", [b, other.name], context));
  if (a instanceof Host && b instanceof Host) return a.object === b.object;
  return a === b || (a instanceof Pointer && b instanceof Pointer && sameType(a.type, b.type) && a.target === b.target);
}

/** Source: go text/template/funcs.go lt */
export function isLess(a: GoValue, b: GoValue): boolean {
  const kind = basicKind(a);
  const other = basicKind(b);
  if (kind === undefined || other === undefined) throw badType();
  if (isInteger(kind) && isInteger(other)) return integerOf(a)! < integerOf(b)!;
  if (kind !== other) throw incompatible(a, b);
  if (kind === "string") return compareText(textOf(a)!, textOf(b)!) < 0;
  if (kind === "float") return floatOf(a)! < floatOf(b)!;
  throw badType();
}

export function isLessOrEqual(a: GoValue, b: GoValue, context: CallContext): boolean {
  return isLess(a, b) || equals(a, b, context);
}

function isInteger(kind: BasicKind | undefined): boolean {
  return kind === "int" || kind === "uint";
}

function plain(value: GoValue): unknown {
  return value instanceof Scalar ? value.value : (boolOf(value) ?? floatOf(value) ?? value);
}
