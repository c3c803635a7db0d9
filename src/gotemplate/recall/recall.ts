import type { ListNode, Tree } from "../syntax/nodes.ts";
import type { GoValue } from "../value/value.ts";
import { Fact } from "./fact.ts";
import { KeptList } from "./kept-list.ts";
import { type Program, usesOf } from "./uses.ts";

/** What a template did for the data before: statements that read nothing that differs now do the same again. */
export interface Recall {
  readonly lists: ReadonlyMap<ListNode, KeptList>;
  /** To be called before each execution. */
  readonly look: (data: GoValue) => void;
}

/** Undefined where it cannot be said what the template reads. */
export function recallOf(tree: Tree, program: Program): Recall | undefined {
  const root = new Fact();
  const uses = usesOf(tree, program, root);
  if (uses === undefined) return undefined;
  const readers = new Map<string, (() => void)[]>();
  const onChange = (name: string) => {
    for (const forget of readers.get(name) ?? []) forget();
  };
  const lists = new Map<ListNode, KeptList>();
  for (const [list, statements] of uses) {
    const kept = new KeptList(statements, onChange);
    lists.set(list, kept);
    statements.forEach(({ facts, variables }, i) => {
      const forget = () => kept.forget(i);
      for (const fact of facts) fact.onChange(forget);
      for (const name of variables) readers.set(name, [...(readers.get(name) ?? []), forget]);
    });
  }
  return { lists, look: (data) => root.look(data) };
}
