import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { Regexp, RegexpEngine } from "./regexp.ts";

/** RE2's regular expressions, by re2js. The only module that imports it, because it is large. */
export const re2jsEngine: RegexpEngine = {
  compile(pattern) {
    try {
      return { regexp: new Compiled(RE2JS.compile(pattern)) };
    } catch (error) {
      if (error instanceof RE2JSSyntaxException) return { problem: problemOf(error) };
      throw error;
    }
  },
};

class Compiled implements Regexp {
  readonly groups: ReadonlyMap<string, number>;
  private readonly pattern: RE2JS;

  constructor(pattern: RE2JS) {
    this.pattern = pattern;
    this.groups = new Map(Object.entries(pattern.namedGroups()).map(([name, number]) => [name, Number(number)]));
  }

  match(text: string, from: number): readonly number[] | undefined {
    const matcher = this.pattern.matcher(text);
    if (!matcher.find(from)) return undefined;
    const found: number[] = [];
    for (let group = 0; group <= matcher.groupCount(); group++) found.push(matcher.start(group), matcher.end(group));
    return found;
  }
}

/** re2js says `error parsing regexp: PROBLEM: \`PATTERN\``, as Go does. */
function problemOf(error: RE2JSSyntaxException): string {
  const problem = error.message.replace(/^error parsing regexp: /, "");
  return problem === "trailing backslash at end of expression" ? `${problem}: \`\`` : problem;
}
