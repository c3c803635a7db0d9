import { textOf } from "../value/inspect.ts";
import { type CallContext, type GoValue, Host } from "../value/value.ts";
import { Printer } from "./printer.ts";

type Context = Pick<CallContext, "budget">;

/** A value as `%v` writes it. `dereferenced`: a pointer to a struct was followed already, so no `&` is before it. */
export function formatValue(
  value: GoValue,
  context: { readonly budget: CallContext["budget"] },
  how: { dereferenced?: boolean } = {},
): string {
  // From a million on, floats have an exponent.
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1_000_000 && !Object.is(value, -0)) {
    context.budget.spend(1);
    return String(value);
  }
  const printer = new Printer(context);
  const isStruct = value instanceof Host && value.object.text === undefined && value.object.isNil !== true;
  return how.dereferenced === true && isStruct ? printer.fields(value, 0) : printer.arg(value, "v");
}

/** Go's fmt.Sprint: a space between two operands of which neither is a string. */
export function sprint(args: readonly GoValue[], context: Context, how: { dereferenced?: boolean } = {}): string {
  let text = "";
  let wasText = true;
  for (const [i, arg] of args.entries()) {
    const isText = textOf(arg) !== undefined;
    text += (i > 0 && !isText && !wasText ? " " : "") + formatValue(arg, context, how);
    wasText = isText;
  }
  return text;
}

/** Go's fmt.Sprintln: a space between all operands, a new line at the end. */
export function sprintln(args: readonly GoValue[], context: Context): string {
  const printer = new Printer(context);
  return `${args.map((arg) => printer.arg(arg, "v")).join(" ")}\n`;
}
