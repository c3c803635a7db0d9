/**
 * Has V8 wait longer before it optimizes a function.
 *
 * V8 11 (Node 20) optimizes so early, after seeing so little of a function's inputs, that for inputs of some MB it
 * wastes a third of the time. Other versions behave differently and are left alone. The executable
 * always waits (tools/executable.ts), which is too long for thousands of resources. `npm run bench` measures it.
 */
export function optimizeLate(length: number): void {
  if (length >= VERY_LONG) (globalThis as InExecutable).Bun?.unsafe.setJITPolicy(POLICY_OF_LONG);
  if (!process.versions.v8.startsWith("11.")) return;
  process.getBuiltinModule("node:v8").setFlagsFromString(`--interrupt-budget=${length < VERY_LONG ? BYTES : BYTES_OF_LONG}`);
}

/** What the executable's runtime adds to Node's globals. */
interface InExecutable {
  readonly Bun?: { readonly unsafe: { setJITPolicy(scale: number): void } };
}

/** Only if the texts are long enough to gain more than is lost by compiling later chunks again. */
export function optimizeLateFor(texts: readonly { readonly text: string }[]): void {
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (isLong(length)) optimizeLate(length);
}

/**
 * In UTF-16 units: above this, early optimizing costs more than it gains. With a mesh's ConfigMaps, every list is
 * longer. Loading what sets V8's flags takes milliseconds, which a short input would not earn back.
 */
export function isLong(length: number): boolean {
  return length >= 1 << 16;
}

/** The amount of bytecode that runs before V8 considers a function; its default is 66 KiB. More gains nothing. */
const BYTES = 2_000_000;

/**
 * Above this many units, or thousands of resources, optimizing sooner takes no more work and up to a tenth less time.
 */
const VERY_LONG = 1 << 22;
const BYTES_OF_LONG = 400_000;
/** The same for JavaScriptCore, as a multiple of its own threshold. */
const POLICY_OF_LONG = 4;
