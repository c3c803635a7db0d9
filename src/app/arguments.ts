import { nearest } from "../diagnostic/nearest.ts";

/** What an argument must be, in words, and whether a value is that. */
interface Type {
  readonly words: string;
  readonly has: (value: unknown) => boolean;
}

/** Not an array, a promise that nobody awaited, a Map or a Date. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === "[object Object]";

export const text: Type = { words: "a string", has: (value) => typeof value === "string" };
export const truth: Type = { words: "true or false", has: (value) => typeof value === "boolean" };
export const list: Type = { words: "an array of {file, text}", has: Array.isArray };
export const labels: Type = { words: "an object of strings", has: isObject };
export const object: Type = { words: "an object", has: isObject };

/**
 * Refuses arguments that plain JavaScript may pass and TypeScript would not: a mistake in the program, not in what it
 * reads.
 *
 * @throws TypeError that names the argument, what it is, and what is expected
 */
export function assertArgument(name: string, value: unknown, { words, has }: Type): void {
  if (!has(value)) throw new TypeError(`${name} is ${described(value)}; expected ${words}`);
}

/** The same for a list of named texts, each checked by itself. */
export function assertTexts(name: string, value: unknown): void {
  assertArgument(name, value, list);
  for (const [i, item] of (value as readonly unknown[]).entries()) assertText(`${name}[${i}]`, item);
}

export function assertText(name: string, value: unknown): void {
  assertArgument(name, value, { ...object, words: "{file, text}" });
  const { file, text: content } = value as { readonly file?: unknown; readonly text?: unknown };
  assertArgument(`${name}.file`, file, text);
  assertArgument(`${name}.text`, content, text);
}

/** The same for options, by name: each may be absent, and unknown ones are refused. */
export function assertOptions(name: string, value: unknown, options: Readonly<Record<string, Type>>): void {
  assertArgument(name, value, object);
  for (const [option, given] of Object.entries(value as object)) {
    const type = Object.hasOwn(options, option) ? options[option] : undefined;
    if (!type) throw new TypeError(unknownOption(name, option, Object.keys(options)));
    if (given === undefined) continue;
    assertArgument(`${name}.${option}`, given, type);
    if (type === list) assertTexts(`${name}.${option}`, given);
    if (type === labels) for (const [label, of] of Object.entries(given as object)) assertArgument(`${name}.${option}[${label}]`, of, text);
  }
}

function unknownOption(name: string, option: string, known: readonly string[]): string {
  const near = nearest(option, known);
  return `${name} has no option ${option}; ${near ? `did you mean ${near}?` : `expected ${known.join(", ")}`}`;
}

const LONGEST = 40;

function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return `the string ${JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value)}`;
  if (typeof value !== "object") return typeof value === "function" ? "a function" : `the ${typeof value} ${String(value)}`;
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return kind === "Object" ? "an object" : `a ${kind}`;
}
