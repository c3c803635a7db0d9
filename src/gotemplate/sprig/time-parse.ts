import { quote } from "../text/quote.ts";
import { daysInMonth, daysSinceEpoch, type Instant, months, weekdays } from "./instant.ts";
import { cutLayout, type Piece } from "./time-layout.ts";

export type ParsedTime = { readonly instant: Instant; readonly problem?: undefined } | { readonly problem: string };

interface Fields {
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nanoseconds: number;
  pm: boolean | undefined;
  offset: number;
  zone: string;
}

/** An element of the layout and the text that is left to read it from. */
interface Reading {
  readonly element: string;
  readonly rest: string;
}

interface Taken {
  readonly length: number;
  readonly isInRange: boolean;
}

/** How an element is read: the text it takes, and what it says; undefined if the number is out of range. */
interface Reader {
  readonly pattern: RegExp;
  readonly store: (fields: Fields, text: string) => boolean;
}

type Count = "one" | "two" | "padded";
const digits: Readonly<Record<Count, RegExp>> = { one: /^[0-9]{1,2}/, two: /^[0-9]{2}/, padded: /^ ?[0-9]{1,2}/ };
const number = (key: "month" | "day" | "hour" | "minute" | "second", how: { count: Count; range: readonly [number, number] }): Reader => ({
  pattern: digits[how.count],
  store: (fields, text) => {
    fields[key] = Number(text);
    return fields[key] >= how.range[0] && fields[key] <= how.range[1];
  },
});
const named = (names: readonly string[], store: (fields: Fields, index: number) => void): Reader => ({
  pattern: new RegExp(`^(?:${names.join("|")})`, "i"),
  store: (fields, text) => {
    store(
      fields,
      names.findIndex((name) => name.toLowerCase() === text.toLowerCase()),
    );
    return true;
  },
});
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));
const setMonth = (fields: Fields, index: number) => {
  fields.month = index + 1;
};
const calendar = (key: "year" | "yearDay", pattern: RegExp, value: (text: string) => number = Number): Reader => ({
  pattern,
  store: (fields, text) => {
    fields[key] = value(text);
    return true;
  },
});
const halfDay: Reader["store"] = (fields, text) => {
  fields.pm = text.toLowerCase() === "pm";
  return true;
};

const readers: Readonly<Record<string, Reader>> = {
  January: named(months, setMonth),
  Jan: named(short(months), setMonth),
  Monday: named(weekdays, () => {}),
  Mon: named(short(weekdays), () => {}),
  "1": number("month", { count: "one", range: [1, 12] }),
  "01": number("month", { count: "two", range: [1, 12] }),
  "2": number("day", { count: "one", range: [0, 99] }),
  _2: number("day", { count: "padded", range: [0, 99] }),
  "02": number("day", { count: "two", range: [0, 99] }),
  __2: calendar("yearDay", /^[ 0-9]{2}[0-9]/),
  "002": calendar("yearDay", /^[0-9]{3}/),
  "15": number("hour", { count: "one", range: [0, 23] }),
  "3": number("hour", { count: "one", range: [0, 12] }),
  "03": number("hour", { count: "two", range: [0, 12] }),
  "4": number("minute", { count: "one", range: [0, 59] }),
  "04": number("minute", { count: "two", range: [0, 59] }),
  "5": number("second", { count: "one", range: [0, 59] }),
  "05": number("second", { count: "two", range: [0, 59] }),
  "2006": calendar("year", /^[0-9]{4}/),
  "06": calendar("year", /^[0-9]{2}/, (text) => Number(text) + (Number(text) >= 69 ? 1900 : 2000)),
  PM: { pattern: /^(?:AM|PM)/, store: halfDay },
  pm: { pattern: /^(?:am|pm)/, store: halfDay },
  MST: {
    pattern: /^(?:UTC|[A-Z]{3,4})/,
    store: (fields, text) => {
      fields.zone = text;
      return true;
    },
  },
};

/** Reads a time by a layout; zones go by what the text says, UTC where it says nothing. Source: go time/format.go parse */
export function parseTime(layout: string, text: string): ParsedTime {
  const fields: Fields = {
    year: 0,
    month: 0,
    day: 0,
    yearDay: 0,
    hour: 0,
    minute: 0,
    second: 0,
    nanoseconds: 0,
    pm: undefined,
    offset: 0,
    zone: "UTC",
  };
  const start = `parsing time ${quote(text)}`;
  let rest = text;
  const pieces = cutLayout(layout);
  for (const [i, { literal, element }] of pieces.entries()) {
    const skipped = skipLiteral(rest, literal);
    rest = skipped.rest;
    if (!skipped.fits) return { problem: `${start} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(literal)}` };
    if (element === "") break;
    const taken = readElement(fields, { element, rest, next: pieces[i + 1]! });
    if (taken === undefined) return { problem: `${start} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(element)}` };
    if (!taken.isInRange) return { problem: `${start}: ${rangeName(element)} out of range` };
    rest = rest.slice(taken.length);
  }
  if (rest !== "") return { problem: `${start}: extra text: ${quote(rest)}` };
  return assemble(fields, start);
}

/** Cuts off the layout's own text; a run of spaces matches any other run, or none at the end. */
function skipLiteral(text: string, literal: string): { readonly rest: string; readonly fits: boolean } {
  let rest = text;
  for (const part of literal.match(/ +|[^ ]/g) ?? []) {
    const taken = part.startsWith(" ") ? /^ +|^$/.exec(rest)?.[0] : rest.startsWith(part) ? part : undefined;
    if (taken === undefined) return { rest, fits: false };
    rest = rest.slice(taken.length);
  }
  return { rest, fits: true };
}

function readElement(fields: Fields, at: Reading & { readonly next: Piece }): Taken | undefined {
  const { element, rest } = at;
  if (/^[.,]/.test(element)) return readFraction(fields, at);
  if (/^[Z-]/.test(element)) return readOffset(fields, at);
  const reader = readers[element]!;
  const text = reader.pattern.exec(rest)?.[0];
  if (text === undefined) return undefined;
  const isInRange = reader.store(fields, text);
  // A fraction of seconds is taken even where the layout has none.
  const fraction =
    /^0?5$/.test(element) && !/^[.,][09]/.test(at.next.element) ? /^[.,][0-9]+/.exec(rest.slice(text.length))?.[0] : undefined;
  if (fraction !== undefined) fields.nanoseconds = Number(fraction.slice(1, 10).padEnd(9, "0"));
  return { length: text.length + (fraction?.length ?? 0), isInRange };
}

function readFraction(fields: Fields, { element, rest }: Reading): Taken | undefined {
  const fixed = element[1] === "0";
  const text = (fixed ? new RegExp(`^[.,][0-9]{${element.length - 1}}`) : /^[.,][0-9]{1,9}/).exec(rest)?.[0];
  if (text === undefined) return fixed ? undefined : { length: 0, isInRange: true };
  fields.nanoseconds = Number(text.slice(1, 10).padEnd(9, "0"));
  return { length: text.length, isInRange: true };
}

function readOffset(fields: Fields, { element, rest }: Reading): Taken | undefined {
  if (element.startsWith("Z") && rest.startsWith("Z")) return { length: 1, isInRange: true };
  const shape = element.slice(1).replace("07", "(\\d\\d)").replaceAll("00", "(\\d\\d)");
  const match = new RegExp(`^([+-])${shape}`).exec(rest);
  if (match === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(2).map(Number);
  fields.offset = (match[1] === "-" ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
  fields.zone = fields.offset === 0 ? "UTC" : "";
  return { length: match[0].length, isInRange: hours <= 24 && minutes < 60 && seconds < 60 };
}

function rangeName(element: string): string {
  const names: Readonly<Record<string, string>> = {
    "1": "month",
    "01": "month",
    "15": "hour",
    "3": "hour",
    "03": "hour",
    "4": "minute",
    "04": "minute",
    "5": "second",
    "05": "second",
  };
  return names[element] ?? "time zone offset";
}

function assemble(fields: Fields, start: string): ParsedTime {
  const { year, yearDay } = fields;
  const month = fields.month || 1;
  const day = fields.day || 1;
  if (yearDay === 0 && (fields.day === 0 ? false : day > daysInMonth(year, month))) return { problem: `${start}: day out of range` };
  const hour = fields.pm === undefined ? fields.hour : (fields.hour % 12) + (fields.pm ? 12 : 0);
  const days = yearDay > 0 ? daysSinceEpoch({ year, month: 1, day: 1 }) + yearDay - 1 : daysSinceEpoch({ year, month, day });
  const seconds = days * 86_400 + hour * 3600 + fields.minute * 60 + fields.second - fields.offset;
  return { instant: { seconds, nanoseconds: fields.nanoseconds, offset: fields.offset, zone: fields.zone } };
}
