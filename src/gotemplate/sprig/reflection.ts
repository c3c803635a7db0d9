import { any, fn, str } from "../define.ts";
import { kindOf } from "../value/inspect.ts";
import { type Func, type GoValue, typeOf } from "../value/value.ts";
import { deepEqual } from "./deep-equal.ts";

const typeName = (value: GoValue): string => typeOf(value)?.name ?? "<nil>";

export const reflection: Readonly<Record<string, Func>> = {
  typeOf: fn([any], ([value]) => typeName(value)),
  typeIs: fn([str, any], ([name, value]) => name === typeName(value)),
  typeIsLike: fn([str, any], ([name, value]) => name === typeName(value) || `*${name}` === typeName(value)),
  kindOf: fn([any], ([value]) => kindOf(value)),
  kindIs: fn([str, any], ([kind, value]) => kind === kindOf(value)),
  deepEqual: fn([any, any], ([a, b], context) => deepEqual(a, b, context)),
};
