import type { Random } from "../random.ts";
import type { Row } from "./render.ts";

const values = [
  "0",
  "1",
  "-7",
  "42",
  "255",
  "65",
  "0x1F600",
  "9223372036854775807",
  "1.5",
  "-0.1",
  "3.14159265",
  "1e21",
  "1e-7",
  "123456789.0",
  "2.5",
  "0.0",
  '"hello"',
  '""',
  '"é日本"',
  '"a\\tb\\"c"',
  "true",
  "false",
  "nil",
  ".list",
  ".map",
  ".number",
  ".text",
  ".nothing",
  ".texts",
  "(until 3)",
  "(list 1 2.5 `x` nil true)",
  "(dict `a` 1 `b` (list `y`))",
  "'x'",
  "1i",
  "(split `,` `a,b`)",
  "(add 5)",
  "(float64 `inf`)",
  "(index `a` 0)",
];

/** A row that prints a few values by random formats. */
export function formatRow(random: Random): Row {
  const count = random.below(4);
  const args = random.several(() => random.pick(values), [count, count]);
  const directives = random.several(() => directive(random), [1, 3]);
  const data = { list: [1, "two", 3.5], map: { b: 1, a: [true, null] }, number: 12.5, text: "text", nothing: null, texts: ["x", "y z"] };
  return { template: `{{printf ${JSON.stringify(directives.join(random.pick(["|", " ", ""])))} ${args.join(" ")}}}`, data };
}

function directive(random: Random): string {
  const flags = random.several(() => random.pick(["+", "-", "#", "0", " "]), [0, 2]).join("");
  const width = random.chance(0.35) ? random.pick(["1", "3", "8", "12", "*"]) : "";
  const precision = random.chance(0.3) ? random.pick([".0", ".1", ".3", ".10", ".", ".*"]) : "";
  const index = random.chance(0.05) ? random.pick(["[1]", "[2]", "[9]", "[x]"]) : "";
  const verb = random.pick([..."vvvvdddsssqqxXobfgeGEFtTcUOw%z"]);
  return `%${index}${flags}${width}${precision}${verb}`;
}
