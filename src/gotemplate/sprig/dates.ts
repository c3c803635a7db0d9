import { any, fn, type Param, str } from "../define.ts";
import { parseInt64 } from "../number/parse-number.ts";
import { declaredType, structType, type Type, types } from "../value/type.ts";
import { type Func, FuncError, type GoValue, goInt, Host, type HostObject, Scalar } from "../value/value.ts";
import { formatDuration, parseDuration, roundDuration } from "./duration.ts";
import { type Civil, civil, type Instant, months, utc, zeroInstant } from "./instant.ts";
import { formatTime } from "./time-layout.ts";
import { parseTime } from "./time-parse.ts";

const timeType: Type = structType("time.Time");
const monthType: Type = declaredType("time.Month", types.int);
const second = 1_000_000_000n;

/** A time.Time as templates see it: printed as Go does, with the methods that people call. */
class Time implements HostObject {
  readonly type = timeType;
  readonly instant: Instant;
  constructor(instant: Instant) {
    this.instant = instant;
  }
  get(): undefined {
    return undefined;
  }
  method(name: string): Func | undefined {
    if (name === "Format") return fn([str], ([layout]) => formatTime(this.instant, layout));
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    return part && { params: [], variadic: false, call: () => part(this.instant) };
  }
  text(): string {
    return formatTime(this.instant, "2006-01-02 15:04:05.999999999 -0700 MST");
  }
  json(): GoValue {
    return formatTime(this.instant, "2006-01-02T15:04:05.999999999Z07:00");
  }
}

const time = (instant: Instant): Host => new Host(new Time(instant));
const civilPart = (part: Exclude<keyof Civil, "weekday">) => (instant: Instant) => goInt(civil(instant)[part]);

/** What a time's methods without parameters give. */
const parts: Readonly<Record<string, (instant: Instant) => GoValue>> = {
  Unix: ({ seconds }) => BigInt(seconds),
  UnixMilli: ({ seconds, nanoseconds }) => BigInt(seconds) * 1000n + BigInt(Math.floor(nanoseconds / 1e6)),
  UTC: (instant) => time({ ...instant, offset: 0, zone: "UTC" }),
  String: (instant) => new Time(instant).text(),
  IsZero: ({ seconds, nanoseconds }) => seconds === zeroInstant.seconds && nanoseconds === 0,
  Month: (instant) => new Scalar(monthType, BigInt(civil(instant).month), months[civil(instant).month - 1]!),
  Year: civilPart("year"),
  Day: civilPart("day"),
  Hour: civilPart("hour"),
  Minute: civilPart("minute"),
  Second: civilPart("second"),
  YearDay: civilPart("yearDay"),
};
const timeParam: Param<Instant> = { type: timeType, read: (value) => ((value as Host).object as Time).instant };

/** A time, or seconds since 1970; sprig uses the current time for anything else, which the engine does not have. */
function instantOf(value: GoValue): Instant {
  if (value instanceof Host && value.object instanceof Time) return value.object.instant;
  if (typeof value === "bigint") return utc(Number(value));
  if (value instanceof Scalar && (value.type.name === "int" || value.type.name === "int32")) return utc(Number(value.value));
  throw new FuncError(
    "a date is given neither as a time nor as an integer: it reads the clock, and templates give the same output for the same input",
  );
}

/** The engine knows only the time zone UTC: what is local depends on the machine. */
function inZone(instant: Instant, zone: string): Instant {
  if (/^(UTC|Local|)$/.test(zone)) return { ...instant, offset: 0, zone: "UTC" };
  throw new FuncError(`time zone ${zone} is not available: templates know UTC only`);
}

const dateInZone = fn([str, any, str], ([layout, value, zone]) => formatTime(inZone(instantOf(value), zone), layout));

function modified(instant: Instant, change: bigint): Host {
  const total = BigInt(instant.seconds) * second + BigInt(instant.nanoseconds) + change;
  const nanoseconds = ((total % second) + second) % second;
  return time({ ...instant, seconds: Number((total - nanoseconds) / second), nanoseconds: Number(nanoseconds) });
}

const dateModify = fn([str, timeParam], ([change, instant]) => modified(instant, parseDuration(change) ?? 0n));
const mustDateModify = fn([str, timeParam], ([change, instant]) => {
  const duration = parseDuration(change);
  if (duration === undefined) throw new FuncError(`time: invalid duration ${JSON.stringify(change)}`);
  return modified(instant, duration);
});

function toDate(layout: string, text: string): Host {
  const parsed = parseTime(layout, text);
  return time(parsed.problem === undefined ? parsed.instant : zeroInstant);
}

function mustToDate(layout: string, text: string): Host {
  const parsed = parseTime(layout, text);
  if (parsed.problem !== undefined) throw new FuncError(parsed.problem);
  return time(parsed.instant);
}

function secondsOf(value: GoValue): bigint {
  if (typeof value === "bigint") return value;
  return typeof value === "string" ? (parseInt64(value).value ?? 0n) : 0n;
}

function durationOf(value: GoValue): bigint {
  if (typeof value === "bigint") return value;
  if (value instanceof Host && value.object instanceof Time)
    throw new FuncError("it reads the clock, and templates give the same output for the same input");
  return typeof value === "string" ? (parseDuration(value) ?? 0n) : 0n;
}

export const dates: Readonly<Record<string, Func>> = {
  date: fn([str, any], ([layout, value]) => formatTime(inZone(instantOf(value), "UTC"), layout)),
  dateInZone,
  date_in_zone: dateInZone,
  htmlDate: fn([any], ([value]) => formatTime(inZone(instantOf(value), "UTC"), "2006-01-02")),
  htmlDateInZone: fn([any, str], ([value, zone]) => formatTime(inZone(instantOf(value), zone), "2006-01-02")),
  dateModify,
  date_modify: dateModify,
  mustDateModify,
  must_date_modify: mustDateModify,
  toDate: fn([str, str], ([layout, text]) => toDate(layout, text)),
  mustToDate: fn([str, str], ([layout, text]) => mustToDate(layout, text)),
  unixEpoch: fn([timeParam], ([instant]) => String(instant.seconds)),
  duration: fn([any], ([value]) => formatDuration(BigInt.asIntN(64, secondsOf(value) * second))),
  durationRound: fn([any], ([value]) => roundDuration(durationOf(value))),
};
