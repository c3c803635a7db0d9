import { integerOf } from "../value/inspect.ts";
import { type CallContext, type GoValue, typeOf } from "../value/value.ts";
import { noFlags } from "./flags.ts";
import { Printer } from "./printer.ts";

/** A width or precision beyond this is taken for a mistake. */
const tooLarge = 1_000_000;
const flagNames: Readonly<Record<string, "sharp" | "zero" | "plus" | "minus" | "space">> = {
  "#": "sharp",
  "0": "zero",
  "+": "plus",
  "-": "minus",
  " ": "space",
};

/** Go's fmt.Sprintf, its complaints within the text included (`%!d(string=x)`, `%!s(MISSING)`). Source: go fmt/print.go doPrintf */
export function sprintf(format: string, args: readonly GoValue[], context: Pick<CallContext, "budget">): string {
  return new Formatting(format, args, context).run();
}

class Formatting {
  private readonly format: string;
  private readonly args: readonly GoValue[];
  private readonly printer: Printer;
  private readonly budget: CallContext["budget"];
  private at = 0;
  /** The argument that the next verb takes. */
  private argument = 0;
  /** An index such as `[2]` was used: then left-over arguments are not a mistake. */
  private reordered = false;
  /** The indices of the directive at hand were good. */
  private isGood = true;
  /** An index is just before. */
  private afterIndex = false;

  constructor(format: string, args: readonly GoValue[], context: Pick<CallContext, "budget">) {
    this.format = format;
    this.args = args;
    this.printer = new Printer(context);
    this.budget = context.budget;
  }

  run(): string {
    let text = "";
    while (this.at < this.format.length) {
      const percent = this.format.indexOf("%", this.at);
      text += this.format.slice(this.at, percent < 0 ? undefined : percent);
      if (percent < 0) break;
      this.at = percent + 1;
      text += this.directive();
      this.budget.fit(text.length);
    }
    return !this.reordered && this.argument < this.args.length ? text + this.extra() : text;
  }

  private directive(): string {
    this.isGood = true;
    this.afterIndex = false;
    this.printer.flags = { ...noFlags };
    for (let flag = flagNames[this.format.charAt(this.at)]; flag !== undefined; flag = flagNames[this.format.charAt(this.at)]) {
      this.printer.flags[flag] = true;
      this.at++;
    }
    this.index();
    const complaints = this.width() + this.precision();
    if (!this.afterIndex) this.index();
    if (this.at >= this.format.length) return `${complaints}%!(NOVERB)`;
    const verb = String.fromCodePoint(this.format.codePointAt(this.at)!);
    this.at += verb.length;
    return complaints + this.verb(verb);
  }

  private verb(verb: string): string {
    if (verb === "%") return "%";
    if (!this.isGood) return `%!${verb}(BADINDEX)`;
    if (this.argument >= this.args.length) return `%!${verb}(MISSING)`;
    const { flags } = this.printer;
    if (verb === "v" || verb === "w") {
      flags.sharpV = flags.sharp;
      flags.sharp = false;
      flags.plusV = flags.plus;
      flags.plus = false;
    }
    return this.printer.arg(this.args[this.argument++], verb);
  }

  /** `[3]`: the argument to go on with, from 1. */
  private index(): void {
    if (this.format[this.at] !== "[") return;
    this.reordered = true;
    const close = this.format.indexOf("]", this.at + 1);
    if (close < 0) {
      this.isGood = false;
      this.at++;
      this.afterIndex = false;
      return;
    }
    const text = this.format.slice(this.at + 1, close);
    this.at = close + 1;
    const index = /^[0-9]{1,7}$/.test(text) ? Number(text) - 1 : -1;
    this.afterIndex = /^[0-9]{1,7}$/.test(text);
    if (index >= 0 && index < this.args.length) this.argument = index;
    else this.isGood = false;
  }

  /** Reads the width; gives Go's complaint about an invalid one. */
  private width(): string {
    const { flags } = this.printer;
    if (this.format[this.at] !== "*") {
      const width = this.digits();
      if (width === undefined) return "";
      flags.width = width;
      if (this.afterIndex) this.isGood = false;
      return "";
    }
    this.at++;
    this.afterIndex = false;
    const width = this.starred();
    if (width === undefined) return "%!(BADWIDTH)";
    flags.width = Math.abs(width);
    if (width < 0) {
      flags.minus = true;
      flags.zero = false;
    }
    return "";
  }

  private precision(): string {
    if (this.at + 1 >= this.format.length || this.format[this.at] !== ".") return "";
    this.at++;
    if (this.afterIndex) this.isGood = false;
    this.afterIndex = false;
    this.index();
    const { flags } = this.printer;
    if (this.format[this.at] !== "*") {
      flags.precision = this.digits() ?? 0;
      return "";
    }
    this.at++;
    this.afterIndex = false;
    const precision = this.starred();
    if (precision === undefined || precision < 0) return "%!(BADPREC)";
    flags.precision = precision;
    return "";
  }

  /** The argument that `*` takes as a number. */
  private starred(): number | undefined {
    if (this.argument >= this.args.length) return undefined;
    const value = integerOf(this.args[this.argument++]);
    return value === undefined || value > BigInt(tooLarge) || value < BigInt(-tooLarge) ? undefined : Number(value);
  }

  /** A number in the format; one that is too large ends the format. */
  private digits(): number | undefined {
    let number: number | undefined;
    for (let digit = this.format.charAt(this.at); digit >= "0" && digit <= "9"; digit = this.format.charAt(this.at)) {
      if ((number ?? 0) > tooLarge) {
        this.at = this.format.length;
        return undefined;
      }
      number = (number ?? 0) * 10 + Number(digit);
      this.at++;
    }
    return number;
  }

  private extra(): string {
    this.printer.flags = { ...noFlags };
    const parts = this.args.slice(this.argument).map((arg) => {
      const type = typeOf(arg);
      return type === undefined ? "<nil>" : `${type.name}=${this.printer.arg(arg, "v")}`;
    });
    return `%!(EXTRA ${parts.join(", ")})`;
  }
}
