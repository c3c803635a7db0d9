import { stablePlace } from "../value/stable-place.ts";

/** One of `count` parts of the apps, counted from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const MOST = 100_000;

/** `INDEX/COUNT`, as in an Indexed Job. */
export function parseShard(text: string): Shard | { problem: string } {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index < count && count <= MOST) return { index, count };
  const given = JSON.stringify(text);
  return {
    problem: `--shard is ${given}; expected INDEX/COUNT, such as 0/4, with an INDEX from 0 to COUNT - 1, and a COUNT of ${MOST} at most`,
  };
}

/**
 * Whether an app's path is in a shard. It depends on nothing else, so adding or removing other apps changes nothing.
 */
export function isInShard(path: string, { index, count }: Shard): boolean {
  return Math.floor(stablePlace(path) * count) === index;
}
