/** A regular expression engine with RE2's syntax and guarantee: time linear in the text. The caller hands it in. */
export interface RegexpEngine {
  /** The compiled pattern, or what is wrong with it, as Go's regexp words it (`missing closing ): \`(a\``). */
  compile(pattern: string): { readonly regexp: Regexp } | { readonly problem: string };
}

export interface Regexp {
  /** Names of the groups that have one, with their numbers. */
  readonly groups: ReadonlyMap<string, number>;
  /**
   * The leftmost match at or after `from`: start and end of the whole, then of each group (-1 where it took no part), as
   * string offsets. Text before `from` counts as context for `^` and `\b`.
   */
  match(text: string, from: number): readonly number[] | undefined;
}
