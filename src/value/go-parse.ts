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
