import { type Effect, joined } from "../exec/effect.ts";
import type { KnownList, Place, Run, Signal, Step } from "../exec/run.ts";
import { isSame } from "./fact.ts";
import type { Uses } from "./uses.ts";

/** Told of variables that a statement left with another value than before. */
type OnChange = (name: string) => void;

/** A statement of a list with its last effect. */
interface Statement {
  readonly uses: Uses;
  /** Its last effect; `isValid` while nothing that it hangs on changed. */
  effect: Effect | undefined;
  isValid: boolean;
  /** It was repeated at least once: likely, it will be again. */
  isSettled: boolean;
  /** The index of the first statement of the stretch that it belongs to. */
  stretch: number | undefined;
}

/** Statements one after the other that are repeated as one. */
interface Stretch {
  readonly effect: Effect;
  /** The index behind its last statement. */
  readonly end: number;
}

/** A list of statements that repeats the effects of those that hang on nothing that changed. */
export class KeptList implements KnownList {
  private readonly statements: readonly Statement[];
  private readonly stretches: (Stretch | undefined)[];
  private readonly onChange: OnChange;

  constructor(uses: readonly Uses[], onChange: OnChange) {
    this.statements = uses.map((own) => ({ uses: own, effect: undefined, isValid: false, isSettled: false, stretch: undefined }));
    this.stretches = uses.map(() => undefined);
    this.onChange = onChange;
  }

  run(run: Run, dot: Place, steps: readonly Step[]): Signal {
    let hasLoose = false;
    let i = 0;
    while (i < steps.length) {
      const stretch = this.stretches[i];
      if (stretch !== undefined && run.repeat(stretch.effect)) {
        i = stretch.end;
        continue;
      }
      const statement = this.statements[i] as Statement;
      if (statement.isValid && run.repeat(statement.effect as Effect)) {
        statement.isSettled = true;
        hasLoose = true;
      } else this.keep(statement, run.record(steps[i] as Step, dot, statement.uses.assigned));
      i++;
    }
    if (hasLoose) this.join();
    return "done";
  }

  /** What the statement hangs on changed. */
  forget(index: number): void {
    const statement = this.statements[index] as Statement;
    statement.isValid = false;
    statement.isSettled = false;
    if (statement.stretch === undefined) return;
    const from = statement.stretch;
    const end = this.stretches[from]?.end ?? from;
    this.stretches[from] = undefined;
    for (const member of this.statements.slice(from, end)) member.stretch = undefined;
  }

  private keep(statement: Statement, effect: Effect): void {
    const before = statement.effect?.bindings ?? [];
    effect.bindings.forEach(({ name, place }, i) => {
      const last = before[i]?.place;
      if (last?.boxed !== place.boxed || !isSame(last.value, place.value)) this.onChange(name);
    });
    statement.effect = effect;
    statement.isValid = true;
  }

  /** Makes stretches as long as they can be. */
  private join(): void {
    let from = 0;
    while (from < this.statements.length) {
      let end = from;
      while (this.statements[end]?.isSettled) end++;
      if (end > from && this.stretches[from]?.end !== end) this.stretch(from, end);
      from = end + 1;
    }
  }

  private stretch(from: number, end: number): void {
    const members = this.statements.slice(from, end);
    this.stretches.fill(undefined, from, end);
    this.stretches[from] = { effect: joined(members.map(({ effect }) => effect as Effect)), end };
    for (const member of members) member.stretch = from;
  }
}
