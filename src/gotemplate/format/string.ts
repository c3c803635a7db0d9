import { encode } from "../text/bytes.ts";
import { canBackquote, quote } from "../text/quote.ts";
import { type Flags, pad } from "./flags.ts";

/** A text by its verb, or undefined if the verb is not one for texts. */
export function formatString(text: string, verb: string, flags: Readonly<Flags>): string | undefined {
  switch (verb) {
    case "v":
      return flags.sharpV ? quoted(text, flags) : pad(truncate(text, flags), flags);
    case "s":
      return pad(truncate(text, flags), flags);
    case "q":
      return quoted(text, flags);
    case "x":
    case "X":
      return hexDump(text, verb, flags);
  }
  return undefined;
}

function truncate(text: string, flags: Readonly<Flags>): string {
  if (flags.precision === undefined || text.length <= flags.precision) return text;
  let end = 0;
  for (let count = 0; count < flags.precision && end < text.length; count++) end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  return text.slice(0, end);
}

function quoted(text: string, flags: Readonly<Flags>): string {
  const cut = truncate(text, flags);
  if (flags.sharp && canBackquote(cut)) return pad(`\`${cut}\``, flags);
  return pad(quote(cut, flags.plus), flags);
}

/** The bytes in hexadecimal; the space flag sets them apart, the sharp flag puts 0x before them. */
function hexDump(text: string, verb: "x" | "X", flags: Readonly<Flags>): string {
  const bytes = encode(text).subarray(0, flags.precision);
  const prefix = flags.sharp ? "0x" : "";
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  const dump = pairs.length === 0 ? "" : flags.space ? pairs.map((pair) => prefix + pair).join(" ") : prefix + pairs.join("");
  return pad(verb === "X" ? dump.toUpperCase() : dump, flags);
}
