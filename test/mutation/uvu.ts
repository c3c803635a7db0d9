/** Stands for uvu in the bundles: the first test that fails ends it all, and nothing is printed. */
export function suite(_name: string) {
  const tests: (() => unknown)[] = [];
  const add = (_title: string, run: () => unknown) => void tests.push(run);
  return Object.assign(add, { skip: () => {}, run: () => void globalThis.suites.push(tests) });
}

declare global {
  /** The tests of each suite, in order. */
  var suites: (readonly (() => unknown)[])[];
}
