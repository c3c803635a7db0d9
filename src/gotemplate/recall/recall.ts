import type { KnownList, KnownLists } from "../exec/run.ts";
import type { ListNode, Tree } from "../syntax/nodes.ts";
import type { GoValue } from "../value/value.ts";
import { Fact } from "./fact.ts";
import { KeptList } from "./kept-list.ts";
import { KeptRange, type KnownItem } from "./kept-range.ts";
import { type ItemUses, type ListUses, type Program, type Uses, usesOf } from "./uses.ts";

/** What a template did for the data before: statements that read nothing that differs now do the same again. */
export interface Recall {
  readonly lists: KnownLists;
  /** To be called before each execution. */
  readonly look: (data: GoValue) => void;
}

/** Undefined where it cannot be said what the template reads. */
export function recallOf(tree: Tree, program: Program): Recall | undefined {
  const root = new Fact();
  const uses = usesOf(tree, program, root);
  return uses && { lists: new Keeper().keep(uses), look: (data) => root.look(data) };
}

/** Items of ranges, in all; for more, bodies are executed. */
const mostItems = 200;

class Keeper {
  private readonly readers = new Map<string, (() => void)[]>();
  private itemsLeft = mostItems;

  keep({ once, each }: ListUses): KnownLists {
    const known = new Map<ListNode, KnownList>();
    for (const [list, statements] of once) known.set(list, this.list(statements));
    for (const [list, usesAt] of each) known.set(list, new KeptRange((index) => this.item(list, usesAt, index)));
    return known;
  }

  private item(list: ListNode, usesAt: ItemUses, index: number): KnownItem | undefined {
    if (this.itemsLeft === 0) return undefined;
    this.itemsLeft--;
    const uses = usesAt(index);
    const within = uses && this.keep(uses);
    const body = within?.get(list);
    return within && body && { body, within };
  }

  private list(statements: readonly Uses[]): KeptList {
    const kept = new KeptList(statements, (name) => {
      for (const forget of this.readersOf(name)) forget();
    });
    statements.forEach(({ facts, variables }, i) => {
      const forget = () => kept.forget(i);
      for (const fact of facts) fact.onChange(forget);
      for (const name of variables) this.readersOf(name).push(forget);
    });
    return kept;
  }

  private readersOf(name: string): (() => void)[] {
    const readers = this.readers.get(name) ?? [];
    this.readers.set(name, readers);
    return readers;
  }
}
