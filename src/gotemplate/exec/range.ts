import { formatValue } from "../format/print.ts";
import type { BranchNode } from "../syntax/nodes.ts";
import { entriesOf, entry, indirect, integerOf, itemsOf, keyValue, sortedKeys } from "../value/inspect.ts";
import { type GoValue, goInt, scalar, type Typed, typeOf } from "../value/value.ts";
import type { Evaluate } from "./compile-pipe.ts";
import type { Found, Run, Signal, Step } from "./run.ts";

interface RangeParts {
  readonly pipe: Evaluate;
  readonly list: Step;
  readonly otherwise: Step | undefined;
}
type Visit = (index: GoValue, element: Found) => Signal;

/** `{{range}}` over a list, a map in the order of its keys, or an integer's numbers from 0. */
export function compileRange(node: BranchNode, parts: RangeParts): Step {
  return (run, dot) => {
    const outer = run.mark();
    const { value } = indirect(parts.pipe(run, dot) ?? undefined);
    const visit = visitor(run, node, parts.list);
    const ran = each(run, { value, node }, visit);
    const signal = ran || parts.otherwise === undefined ? "done" : parts.otherwise(run, dot);
    run.pop(outer);
    return signal;
  };
}

/** One iteration: sets the variables, runs the body, forgets what the body declared. */
function visitor(run: Run, node: BranchNode, list: Step): Visit {
  const { variables, isAssign } = node.pipe;
  const [first, second] = variables.map((variable) => variable.path[0]!);
  const mark = run.mark();
  return (index, element) => {
    run.node = node.pipe;
    run.budget.spend(1);
    const indexPlace = { value: index, boxed: false };
    if (isAssign) {
      if (first !== undefined) run.assign(first, second === undefined ? element : indexPlace);
      if (second !== undefined) run.assign(second, element);
    } else {
      if (first !== undefined) run.assignTop(1, element);
      if (second !== undefined) run.assignTop(2, indexPlace);
    }
    const signal = list(run, element);
    run.pop(mark);
    return signal;
  };
}

/** Visits the elements until a break; false if there are none, so that the else part runs. */
function each(run: Run, range: { value: GoValue; node: BranchNode }, visit: Visit): boolean {
  const { value, node } = range;
  if (value === undefined) return false;
  const items = itemsOf(value);
  if (items !== undefined) {
    const boxed = (typeOf(value)!.elem?.kind ?? "interface") === "interface";
    for (const [i, item] of items.entries()) if (visit(goInt(i), { value: item ?? null, boxed }) === "break") break;
    return items.length > 0;
  }
  const entries = entriesOf(value);
  if (entries !== undefined) return eachEntry(value as Typed, visit);
  const count = integerOf(value);
  if (count === undefined) return run.fail(`range can't iterate over ${formatValue(value, run, { dereferenced: true })}`);
  if (node.pipe.variables.length > 1) run.fail(`can't use ${count} to iterate over more than one variable`);
  const type = typeOf(value)!;
  for (let i = 0n; i < count; i++) if (visit(undefined, { value: scalar(type, i), boxed: false }) === "break") break;
  return count > 0n;
}

function eachEntry(map: GoValue, visit: Visit): boolean {
  const entries = entriesOf(map)!;
  const { key, elem } = typeOf(map)!;
  const boxed = elem?.kind === "interface";
  const keys = sortedKeys(entries, key);
  for (const name of keys) if (visit(keyValue(name, key), { value: entry(entries, name) ?? null, boxed }) === "break") break;
  return keys.length > 0;
}
