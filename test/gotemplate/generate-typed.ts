import { builtins } from "../../src/gotemplate/builtins/builtins.ts";
import { forbidden } from "../../src/gotemplate/sprig/forbidden.ts";
import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import type { Random } from "../random.ts";
import type { Row } from "./render.ts";

/** Functions that take the present if they get no date, or make much of a large number, or whose order is random. */
const excluded = new Set(["until", "untilStep", "repeat", "seq", "indent", "nindent", "keys", "values", "call", "round"]);
const table = { ...builtins, ...sprig };
const names = Object.keys(table).filter((name) => !/date/i.test(name) && !excluded.has(name) && !Object.hasOwn(forbidden, name));

/** The world's fields, except for those that print as an address. */
const fields = [
  ...[
    "Name",
    "Phase",
    "Count",
    "Small",
    "Port",
    "Big",
    "Unsigned",
    "Ratio",
    "Flag",
    "Strings",
    "Ints",
    "Ports",
    "Bytes",
    "Texts",
    "Labels",
  ],
  ...["Numbers", "Codes", "NilTexts", "NilStrings", "NoNumber", "Inner", "NoPointer", "Inners", "Anything", "Nothing"],
].map((name) => `.${name}`);
const literals = ["1", "2.5", '"a"', "nil", "true", "(list 1 2)", '(dict "a" 1)', "1i", "'x'", "-1"];

/** A row that calls any function with values of any type: mostly Go refuses them, and the words count. */
export function typedRow(random: Random): Row {
  const name = random.pick(names);
  const wanted = table[name]!.params.length;
  const count = random.chance(0.1) ? random.below(4) : wanted;
  const args = random.several(() => (random.chance(0.75) ? random.pick(fields) : random.pick(literals)), [count, count]);
  const isPiped = args.length > 0 && random.chance(0.2);
  const call = isPiped ? `${args.at(-1)} | ${[name, ...args.slice(0, -1)].join(" ")}` : [name, ...args].join(" ");
  return { template: `{{${call}}}`, world: true };
}
