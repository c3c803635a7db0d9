import type { Place, Print } from "./run.ts";

/** What a step did: enough to do it again without executing it. */
export interface Effect {
  readonly text: string;
  /** Where the text started; the ranges of its prints count from the same. */
  readonly start: number;
  readonly prints: readonly Print[];
  /** Steps of the budget that it took. */
  readonly steps: number;
  readonly bindings: readonly Binding[];
}

/** A variable that a step declared, or assigned to. */
export interface Binding {
  readonly name: string;
  readonly place: Place;
  readonly isDeclared: boolean;
}

/** The effects of steps one after the other as the effect of one. */
export function joined(effects: readonly Effect[]): Effect {
  const start = effects[0]?.start ?? 0;
  let length = 0;
  const prints: Print[] = [];
  for (const effect of effects) {
    moved(effect, start + length, prints);
    length += effect.text.length;
  }
  return {
    text: effects.map(({ text }) => text).join(""),
    start,
    prints,
    steps: effects.reduce((steps, effect) => steps + effect.steps, 0),
    bindings: effects.flatMap(({ bindings }) => bindings),
  };
}

/** Adds the prints of an effect whose text now starts elsewhere. */
export function moved({ prints, start }: Effect, to: number, target: Print[]): void {
  const by = to - start;
  for (const print of prints) target.push(by === 0 ? print : { ...print, start: print.start + by, end: print.end + by });
}
