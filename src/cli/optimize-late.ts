/**
 * Has V8 wait longer before it optimizes a function.
 *
 * V8 11, which Node 20 has, optimizes so early, on so little of what a function will meet, that for inputs of some MB a
 * third of the time goes into optimizing in vain. Others choose otherwise, and are left alone. `npm run bench` tells.
 */
export function optimizeLate(length: number): void {
  if (!process.versions.v8.startsWith("11.")) return;
  process.getBuiltinModule("node:v8").setFlagsFromString(`--interrupt-budget=${length < VERY_LONG ? BYTES : BYTES_OF_LONG}`);
}

/** Where the texts are long enough for it to gain more than the chunks lose that are loaded later, and compiled again. */
export function optimizeLateFor(texts: readonly { readonly text: string }[]): void {
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (isLong(length)) optimizeLate(length);
}

/**
 * In UTF-16 units: from here on early optimizing costs more than it gains, and with the ConfigMaps of a mesh every list is
 * longer. Loading what sets V8's flags takes milliseconds, which a short input would not earn back.
 */
export function isLong(length: number): boolean {
  return length >= 1 << 16;
}

/** Of bytecode that runs before a function is looked at; V8's own is 66 KiB. More gains little, and costs the full reader a tenth. */
const BYTES = 1_000_000;

/** From so many units on, thousands of resources, optimizing sooner takes no more work, and up to a tenth less time. */
const VERY_LONG = 1 << 22;
const BYTES_OF_LONG = 400_000;
