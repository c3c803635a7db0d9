/**
 * Has V8 wait longer before it optimizes a function.
 *
 * V8 11, which Node 20 has, optimizes so early, on so little of what a function will meet, that for inputs of some MB a
 * third of the time goes into optimizing in vain. Others choose otherwise, and are left alone. `npm run bench` tells.
 */
export async function optimizeLate(): Promise<void> {
  if (!process.versions.v8.startsWith("11.")) return;
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString(`--interrupt-budget=${BYTES}`);
}

/** Of bytecode that runs before a function is looked at; V8's own is 132 KiB. */
const BYTES = 2_000_000;
