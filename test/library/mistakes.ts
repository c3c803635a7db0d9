type Call = (...args: readonly unknown[]) => unknown;

/** A public function with arguments of the right types, by the names that its errors give. */
export interface PublicFunction {
  readonly name: string;
  readonly call: Call;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface MistakenCall {
  readonly title: string;
  /** The argument that is wrong. */
  readonly argument: string;
  /** The call's result; it may be a promise. */
  readonly run: () => unknown;
}

/** What plain JavaScript passes by mistake. */
const mistakes: Readonly<Record<string, unknown>> = {
  null: null,
  "a number": 1,
  "a text": "x",
  "an array": [],
  "an array of numbers": [1],
  "an object": {},
  true: true,
  "a function": () => 1,
  "a promise that nobody awaited": Promise.resolve([]),
  "a Map": new Map(),
  "a Date": new Date(0),
  "a symbol": Symbol("x"),
  "a bigint": 1n,
};

/** Calls with one wrong argument each. `fine` are the mistakes that are values of the right type, by argument. */
export function mistakenCalls(functions: readonly PublicFunction[], fine: Readonly<Record<string, string>>): readonly MistakenCall[] {
  return functions.flatMap(({ name, call, args }) =>
    Object.keys(args).flatMap((argument) =>
      Object.entries(mistakes)
        .filter(([mistake]) => fine[argument] !== mistake)
        .map(([mistake, value]) => ({
          title: `${name}: ${argument} is ${mistake}`,
          argument,
          run: () => call(...Object.values({ ...args, [argument]: value })),
        })),
    ),
  );
}
