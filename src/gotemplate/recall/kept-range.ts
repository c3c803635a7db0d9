import { type KnownList, type KnownLists, type Place, type Run, runSteps, type Signal, type Step } from "../exec/run.ts";

/** What is known of the body of a range for one item: the body, and the lists within. */
export interface KnownItem {
  readonly body: KnownList;
  readonly within: KnownLists;
}

/** The body of a range: what it did for an item is kept by the item's index. */
export class KeptRange implements KnownList {
  private readonly items: (KnownItem | undefined)[] = [];
  private readonly make: (index: number) => KnownItem | undefined;

  constructor(make: (index: number) => KnownItem | undefined) {
    this.make = make;
  }

  run(run: Run, dot: Place, steps: readonly Step[]): Signal {
    const item = this.item(run.item);
    return item === undefined ? runSteps(run, dot, steps) : run.knowing(item.within, () => item.body.run(run, dot, steps));
  }

  private item(index: number): KnownItem | undefined {
    if (index < 0) return undefined;
    if (!(index in this.items)) this.items[index] = this.make(index);
    return this.items[index];
  }
}
