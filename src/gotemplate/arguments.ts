/** The options of `compile`, with what each must be. */
const options: Readonly<Record<string, readonly [words: string, has: (value: unknown) => boolean]>> = {
  functions: ["an object of functions", isObject],
  limits: ["an object of numbers", isObject],
  missingKey: ['"default", "zero" or "error"', (value) => value === "default" || value === "zero" || value === "error"],
  leftDelim: ["a string", isText],
  rightDelim: ["a string", isText],
  regexp: ["an engine such as re2jsEngine", isObject],
};

/**
 * Refuses arguments of `compile` that plain JavaScript may pass and TypeScript would not.
 *
 * @throws TypeError that names the argument
 */
export function assertCompileArguments(name: unknown, text: unknown, given: unknown): void {
  assert("name", name, "a string", isText);
  assert("text", text, "a string", isText);
  assert("options", given, "an object", isObject);
  for (const [option, value] of Object.entries(given as object)) {
    const known = Object.hasOwn(options, option) ? options[option] : undefined;
    if (!known) throw new TypeError(`options has no option ${option}; expected ${Object.keys(options).join(", ")}`);
    if (value !== undefined) assert(`options.${option}`, value, ...known);
  }
  const { functions = {}, limits = {} } = given as { functions?: object; limits?: object };
  for (const [word, func] of Object.entries(functions)) assert(`options.functions.${word}`, func, "what fn or variadic returns", isFunc);
  for (const [limit, most] of Object.entries(limits))
    assert(`options.limits.${limit}`, most, "a number", (value) => typeof value === "number");
}

/** The same for a function that a template may call: its parameters and its body. */
export function assertFunctionArguments(params: unknown, body: unknown): void {
  const isParams = (value: unknown) => Array.isArray(value) && value.every(isParam);
  assert("params", params, "an array of parameters such as str", isParams);
  assert("body", body, "a function", (value) => typeof value === "function");
}

export function assertParameter(name: string, value: unknown): void {
  assert(name, value, "a parameter such as str", isParam);
}

function isParam(value: unknown): boolean {
  return isObject(value) && typeof (value as { read?: unknown }).read === "function";
}

function assert(name: string, value: unknown, words: string, has: (value: unknown) => boolean): void {
  if (!has(value)) throw new TypeError(`${name} is ${value === null ? "null" : `of the type ${typeof value}`}; expected ${words}`);
}

function isObject(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isFunc(value: unknown): boolean {
  return isObject(value) && typeof (value as { call?: unknown }).call === "function";
}
