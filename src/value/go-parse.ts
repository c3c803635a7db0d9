const booleans: Readonly<Record<string, boolean>> = {
  "1": true,
  t: true,
  T: true,
  true: true,
  TRUE: true,
  True: true,
  "0": false,
  f: false,
  F: false,
  false: false,
  FALSE: false,
  False: false,
};

/** Source: Go strconv.ParseBool; undefined stands for its error. */
export function parseGoBool(text: string): boolean | undefined {
  return Object.hasOwn(booleans, text) ? booleans[text] : undefined;
}

/** A number without sign, in decimal digits only, that fits `bits`. Source: Go strconv.ParseUint. */
export function parseGoUint(text: string, bits: 16 | 32): number | undefined {
  if (!/^\d{1,64}$/.test(text)) return undefined;
  const number = Number(text);
  return number < 2 ** bits ? number : undefined;
}

const LONGEST = 30;
const [LEAST, MOST] = [-(2n ** 63n), 2n ** 63n - 1n];

/** A number of 64 bits, in decimal digits with a sign or without. Source: Go strconv.ParseInt; undefined stands for its error. */
export function parseGoInt(text: string): bigint | undefined {
  if (text.length > LONGEST || !/^[+-]?\d+$/.test(text)) return undefined;
  const number = BigInt(text.replace("+", ""));
  return number < LEAST || number > MOST ? undefined : number;
}
