import type { Random } from "../random.ts";
import type { Row } from "./render.ts";

/** Arguments of a sort, put together from pieces. */
type Pool = (random: Random) => string;

const quoted = (text: string): string => JSON.stringify(text);
const joined =
  (pieces: readonly string[], count: readonly [number, number]): Pool =>
  (random) =>
    quoted(random.several(() => random.pick(pieces), count).join(""));
const oneOf =
  (items: readonly string[]): Pool =>
  (random) =>
    random.pick(items);

const version: Pool = (random) => {
  const part = () => random.pick(["0", "1", "2", "3", "10", "01"]);
  const parts = random.several(part, [1, 3]).join(".");
  const pre = random.chance(0.3) ? random.pick(["-rc.1", "-0", "-alpha", "-rc.10", "-a.b", "-01", "-"]) : "";
  return quoted(random.pick(["", "", "v"]) + parts + pre + (random.chance(0.1) ? "+build.5" : ""));
};
const constraint: Pool = (random) => {
  const one = () => {
    const parts = random.several(() => random.pick(["0", "1", "2", "3", "x", "*"]), [1, 3]).join(".");
    const operator = random.pick(["", "=", "!=", ">", "<", ">=", "<=", "=>", "=<", "~", "~>", "^", ">>"]);
    return operator + random.pick(["", "", " "]) + parts + (random.chance(0.15) ? random.pick(["-0", "-rc.1", "-beta"]) : "");
  };
  return quoted(random.several(one, [1, 3]).join(random.pick([" ", ", ", ",", " || ", "||", " - "])));
};
const anyPattern = joined(
  [
    "a",
    "b",
    "[ab]",
    "[^a]",
    ".",
    "é",
    "\\d",
    "\\w+",
    "(a)",
    "(b|c)",
    "(?:x)",
    "^",
    "$",
    "a*",
    "b+?",
    "x?",
    "{2}",
    "\\b",
    "(?i)",
    "(?P<n>a)",
    "[",
    ")",
    "\\",
    "日",
    "|",
  ],
  [0, 4],
);
/** re2js does not take a pattern with two groups of one name. */
const pattern: Pool = (random) => {
  const text = anyPattern(random);
  return text.indexOf("(?P<n>") === text.lastIndexOf("(?P<n>") ? text : quoted("(?P<n>a)b*");
};
const subject = joined(["a", "b", "ab", "x", "é", "日本", " ", "1", "\n", "-", "aa", "c"], [0, 6]);
const replacement = joined(["$1", "$", "{1}", "$0", "{n}", "$n", "$$", "x", "$9", "{", "-", "é", "$1x"], [0, 4]);
const casing = joined(["a", "B", "cd", "EF", "_", "-", " ", "1", "23", ".", "é", "Ñ", "日", "Go", "__", "/", "ß", "ǆ"], [0, 6]);
const sentence = joined(["hello", "a", " ", "  ", "wonderful", "é", "日本", "x y", "\n", "longerwordhere"], [0, 7]);
const path = joined(["/", "a", "..", ".", "b.txt", "//", "c", ".gz"], [0, 6]);
const url = joined(
  [
    "http://",
    "https://",
    "mailto:",
    "//",
    "host",
    ":80",
    "/",
    "path",
    "?",
    "q=1",
    "#",
    "frag",
    "@",
    "user",
    ":",
    "%20",
    "%zz",
    "é",
    " ",
    "[::1]",
    "a.b",
  ],
  [0, 6],
);
const json = joined(
  ["{", "}", "[", "]", '"a"', '"é"', ":", ",", "1", "-2.5", "1e3", "true", "null", " ", '"\\n"', '"\\u00e9"', "x", '"'],
  [0, 7],
);
const jsonValue: Pool = (random) => {
  const value = (depth: number): unknown => {
    const kind = random.below(depth > 2 ? 4 : 6);
    if (kind === 4) return random.several(() => value(depth + 1), [0, 3]);
    if (kind === 5) return Object.fromEntries(random.several(() => [random.pick(["a", "é", "<", "z"]), value(depth + 1)] as const, [0, 3]));
    return random.pick<unknown>([1, -0.5, 1e21, 1e-7, "x<&>", "é\u2028", true, null, "", 123456789.5]);
  };
  return quoted(JSON.stringify(value(0)));
};
const coded = joined(["YQ==", "YWI=", "YWJj", "=", "a", "w6k=", "\n", "MFRA====", "ME", "!", "-"], [0, 4]);
const duration = joined(["1h", "30m", "1.5s", "-", "10ms", "3us", "2µs", "5ns", "1", "h", "x", "24h", "999h", "0", ".5m"], [0, 3]);
const layout = joined(
  [
    "2006",
    "01",
    "02",
    "Jan",
    "January",
    "2",
    "_2",
    "15",
    "3",
    "03",
    "04",
    "05",
    "PM",
    "pm",
    "Mon",
    "Monday",
    "MST",
    "-0700",
    "Z07:00",
    "-07:00",
    ".000",
    ".999",
    "06",
    "002",
    " ",
    "-",
    ":",
    "T",
    "1",
    "at ",
  ],
  [1, 7],
);
const seconds = oneOf(["0", "1", "1500000000", "-1", "951827696", "4102444799", "1709210096", "-62135596800", "86399"]);
const dateText = oneOf([
  '"2020-02-29"',
  '"2021-02-29"',
  '"2020-13-01"',
  '"12:30"',
  '"25:00"',
  '"Feb 3"',
  '"2020-02-29 12:30"',
  '"bad"',
  '""',
  '"7:54pm"',
  '"2020-1-2"',
]);
const dateLayout = oneOf(['"2006-01-02"', '"15:04"', '"Jan 2"', '"2006-01-02 15:04"', '"3:04pm"', '"2006-1-2"', '"2006"']);
const numeral = joined(["1", "0", "7", "-", "+", ".", "0x", "e", "_", "9", "8", "000", "b", "f"], [0, 4]);
const count = oneOf(["0", "1", "2", "3", "5", "8", "-1", "-3", "20"]);
const number = oneOf(["0", "1", "-1", "2.5", "-2.5", "0.1", "1e3", "123.456", '"7"', '"1.5"', "3", "true", "nil", "1000000"]);
const separator = joined([",", "a", "", " ", "é"], [0, 1]);
const list = oneOf([
  "(list 1 2 3)",
  "(list)",
  '(list "b" "a" "" nil)',
  "(until 4)",
  '(splitList "," "x,y,x")',
  "(list 1 1.0 1)",
  "(list (list 1) (dict))",
  '"text"',
  "nil",
  "5",
]);
const dict = oneOf([
  '(dict "a" 1 "b" (dict "c" 2))',
  "(dict)",
  '(dict "a" "" "b" nil)',
  '(dict "b" (dict "d" 0 "c" ""))',
  '(dict "a" (list 1))',
  '(dict "b" 5)',
]);

const calls: readonly (readonly [string, ...Pool[]])[] = [
  ["semverCompare", constraint, version],
  ["semver", version],
  ["regexMatch", pattern, subject],
  ["regexFind", pattern, subject],
  ["regexFindAll", pattern, subject, count],
  ["regexReplaceAll", pattern, subject, replacement],
  ["regexReplaceAllLiteral", pattern, subject, replacement],
  ["regexSplit", pattern, subject, count],
  ["mustRegexMatch", pattern, subject],
  ["regexQuoteMeta", pattern],
  ...["snakecase", "kebabcase", "camelcase", "title", "untitle", "swapcase", "initials", "upper", "lower"].map(
    (name) => [name, casing] as const,
  ),
  ...["wrap", "trunc", "abbrev", "indent"].map((name) => [name, count, sentence] as const),
  ["wrapWith", count, separator, sentence],
  ["abbrevboth", count, count, sentence],
  ["substr", count, count, sentence],
  ...["trim", "nospace", "sha256sum", "sha1sum", "sha512sum", "adler32sum", "b64enc", "b32enc", "quote", "len"].map(
    (name) => [name, sentence] as const,
  ),
  ...["base", "dir", "clean", "ext", "isAbs"].map((name) => [name, path] as const),
  ["urlParse", url],
  ["urlParse", url],
  ["mustFromJson", json],
  ["mustFromJson", jsonValue],
  ["mustFromJson", jsonValue],
  ["b64dec", coded],
  ["b32dec", coded],
  ["durationRound", duration],
  ["duration", numeral],
  ["date", layout, seconds],
  ["date", layout, seconds],
  ["mustToDate", dateLayout, dateText],
  ["split", separator, sentence],
  ["splitList", separator, sentence],
  ["splitn", separator, count, sentence],
  ["replace", separator, separator, sentence],
  ["trimAll", separator, sentence],
  ["trimSuffix", separator, sentence],
  ...["int64", "float64", "atoi", "toDecimal"].map((name) => [name, numeral] as const),
  ...["add", "sub", "mul", "max", "min", "addf", "subf", "mulf", "maxf", "divf", "mod", "div"].map(
    (name) => [name, number, number] as const,
  ),
  ...["round", "untilStep"].map((name) => [name, ...(name === "round" ? [number, count] : [count, count, count])] as [string, ...Pool[]]),
  ["seq", count, count, count],
  ...["first", "rest", "last", "initial", "reverse", "uniq", "compact", "sortAlpha", "toStrings", "toJson", "toPrettyJson", "concat"].map(
    (name) => [name, list] as const,
  ),
  ["has", number, list],
  ["without", list, number],
  ["slice", list, count],
  ["chunk", count, list],
  ["join", separator, list],
  ["merge", dict, dict, dict],
  ["mergeOverwrite", dict, dict, dict],
  ["omit", dict, casing],
  ["deepEqual", list, list],
  ["deepEqual", dict, dict],
];

/** A row that calls one function with arguments of the right sort, but not always right ones. */
export function callRow(random: Random): Row {
  const [name, ...pools] = random.pick(calls);

  return { template: `{{${[name, ...pools.map((pool) => pool(random))].join(" ")}}}` };
}
