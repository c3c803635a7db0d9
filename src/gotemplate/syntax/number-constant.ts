import { parseFloat64, parseInt64, parseUint } from "../number/parse-number.ts";
import { quote } from "../text/quote.ts";
import { invalidSyntax, unquoteChar } from "../text/unquote.ts";
import type { NumberNode } from "./nodes.ts";

type Constant = Omit<NumberNode, "kind" | "pos">;

/** Everything a numeric literal can be, or what is wrong with it. Source: go text/template/parse/node.go newNumber */
export function numberConstant(text: string, kind: "number" | "charConstant" | "complex"): Constant | { readonly problem: string } {
  if (kind === "charConstant") return charConstant(text);
  if (kind === "complex") return complexConstant(text);
  if (text.endsWith("i")) {
    const im = parseFloat64(text.slice(0, -1));
    if (im.problem === undefined) return simplify(text, { re: 0, im: im.value });
  }
  const uint = parseUint(text, 0);
  const int = parseInt64(text, 0);
  if (int.problem === undefined) {
    const isUint = uint.problem === undefined || int.value === 0n;
    return { text, int: int.value, float: Number(int.value), ...(isUint && { uint: uint.value ?? 0n }) };
  }
  if (uint.problem === undefined) return { text, uint: uint.value, float: Number(uint.value) };
  return floatConstant(text);
}

function floatConstant(text: string): Constant | { problem: string } {
  const float = parseFloat64(text);
  if (float.problem !== undefined) return { problem: `illegal number syntax: ${quote(text)}` };
  if (!/[.eEpP]/.test(text)) return { problem: `integer overflow: ${quote(text)}` };
  return { text, float: float.value, ...wholeNumbers(float.value) };
}

function charConstant(text: string): Constant | { problem: string } {
  const char = unquoteChar(text, 1);
  if (char === undefined) return { problem: invalidSyntax };
  if (text.slice(char.end) !== "'") return { problem: `malformed character constant: ${text}` };
  return { text, int: BigInt(char.code), uint: BigInt(char.code), float: char.code };
}

/** `1+2i`: a sign between both parts, at the last place where it is not an exponent's. */
function complexConstant(text: string): Constant | { problem: string } {
  const at = /^[+-]?(?:[^+-]|(?<=[eEpP])[+-])*/.exec(text)![0].length;
  const re = parseFloat64(text.slice(0, at));
  const im = parseFloat64(text.slice(at, -1));
  if (re.problem !== undefined || im.problem !== undefined) return { problem: "syntax error scanning complex number" };
  return simplify(text, { re: re.value, im: im.value });
}

/** A complex number without imaginary part is also a float, and an integer where it is whole. */
function simplify(text: string, complex: { re: number; im: number }): Constant {
  return complex.im === 0 ? { text, complex, float: complex.re, ...wholeNumbers(complex.re) } : { text, complex };
}

function wholeNumbers(value: number): { int?: bigint; uint?: bigint } {
  if (!Number.isInteger(value)) return {};
  const whole = BigInt(value);
  return {
    ...(BigInt.asIntN(64, whole) === whole && { int: whole }),
    ...(BigInt.asUintN(64, whole) === whole && { uint: whole }),
  };
}
