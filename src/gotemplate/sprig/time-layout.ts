import { type Civil, civil, type Instant, months, weekdays } from "./instant.ts";

/** Elements of Go's reference time, Mon Jan 2 15:04:05 MST 2006; the longer ones first. */
const element =
  /January|Jan|Monday|Mon|MST|2006|__2|002|_2(?!006)|Z070000|Z07:00:00|Z0700|Z07:00|Z07|-070000|-07:00:00|-0700|-07:00|-07|PM|pm|15|[.,]0+(?![0-9])|[.,]9+(?![0-9])|0[1-6]|[1-5]/g;

export interface Piece {
  /** Text that stands for itself. */
  readonly literal: string;
  /** The element after it, "" at the end of the layout. */
  readonly element: string;
}

/** A layout cut at its elements. Source: go time/format.go nextStdChunk */
export function cutLayout(layout: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of layout.matchAll(element)) {
    const [name] = match;
    if (name === "Jan" && /^Jan[a-z]/.test(layout.slice(match.index, match.index + 4)) && !layout.startsWith("January", match.index))
      continue;
    if (name === "Mon" && /^Mon[a-z]/.test(layout.slice(match.index, match.index + 4))) continue;
    pieces.push({ literal: layout.slice(at, match.index), element: name });
    at = match.index + name.length;
  }
  pieces.push({ literal: layout.slice(at), element: "" });
  return pieces;
}

/** An instant by a layout. */
export function formatTime(instant: Instant, layout: string): string {
  const parts = civil(instant);
  return cutLayout(layout)
    .map(({ literal, element: name }) => literal + (name === "" ? "" : formatElement(name, parts, instant)))
    .join("");
}

const two = (value: number, fill = "0"): string => String(value).padStart(2, fill);

const formats: Readonly<Record<string, (parts: Civil) => string>> = {
  January: ({ month }) => months[month - 1]!,
  Jan: ({ month }) => months[month - 1]!.slice(0, 3),
  "1": ({ month }) => String(month),
  "01": ({ month }) => two(month),
  Monday: ({ weekday }) => weekdays[weekday]!,
  Mon: ({ weekday }) => weekdays[weekday]!.slice(0, 3),
  "2": ({ day }) => String(day),
  _2: ({ day }) => two(day, " "),
  "02": ({ day }) => two(day),
  __2: ({ yearDay }) => String(yearDay).padStart(3, " "),
  "002": ({ yearDay }) => String(yearDay).padStart(3, "0"),
  "15": ({ hour }) => two(hour),
  "3": ({ hour }) => String(hour % 12 || 12),
  "03": ({ hour }) => two(hour % 12 || 12),
  "4": ({ minute }) => String(minute),
  "04": ({ minute }) => two(minute),
  "5": ({ second }) => String(second),
  "05": ({ second }) => two(second),
  "2006": ({ year }) => (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0"),
  "06": ({ year }) => two(Math.abs(year) % 100),
  PM: ({ hour }) => (hour >= 12 ? "PM" : "AM"),
  pm: ({ hour }) => (hour >= 12 ? "pm" : "am"),
};

function formatElement(name: string, parts: Civil, instant: Instant): string {
  const format = formats[name];
  if (format !== undefined) return format(parts);
  if (name === "MST") return instant.zone === "" ? offsetText("-0700", instant.offset) : instant.zone;
  if (/^[Z-]/.test(name)) return offsetText(name, instant.offset);
  const digits = String(instant.nanoseconds)
    .padStart(9, "0")
    .slice(0, name.length - 1)
    .padEnd(name.length - 1, "0");
  if (name[1] === "0") return name[0]! + digits;
  const trimmed = digits.replace(/0+$/, "");
  return trimmed === "" ? "" : name[0]! + trimmed;
}

/** `-07:00` and similar forms; with `Z`, UTC is the letter alone. */
function offsetText(name: string, offset: number): string {
  if (name.startsWith("Z") && offset === 0) return "Z";
  const size = Math.abs(offset);
  const [hours, minutes, seconds] = [Math.floor(size / 3600), Math.floor((size % 3600) / 60), size % 60].map((part) => two(part));
  const shape = name.slice(1).replace("07", "H").replace("00", "M").replace("00", "S");
  return (offset < 0 ? "-" : "+") + shape.replace("H", hours!).replace("M", minutes!).replace("S", seconds!);
}
