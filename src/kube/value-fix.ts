import { nearest } from "../diagnostic/nearest.ts";
import { isList, isMap, type Value } from "../value/value.ts";

const MAKES_LISTS: ReadonlySet<string> = new Set(["command", "args"]);

/** How to correct an unexpected value, if that is known; `key` is its field. */
export function valueFix(found: Value | undefined, expected: string, key: string): string {
  if (found === undefined) return "add it";
  if (/^a list\b/.test(expected)) return isList(found) ? "add an entry" : listFix(found, key);
  if (isMap(found) || isList(found)) return expected === "a map" ? "write KEY: VALUE pairs" : "correct the value";
  if (found === null) return expected.startsWith("a value") ? "write a value" : "write a value, or remove the field";
  if (/^(?:a string|text)$/.test(expected)) return "put the value in quotes";
  if (expected === "true or false") return found === "true" || found === "false" ? "remove the quotes" : "write true or false";
  if (/^"[^"]*"$/.test(expected)) return `write ${expected.slice(1, -1)}`;
  if (typeof found !== "string") return "correct the value";
  if (/^a (?:whole )?number\b/.test(expected) && /^-?\d+%$/.test(found)) return `write ${found.slice(0, -1)}`;
  const near = nearest(found, namesIn(expected));
  if (near !== undefined) return `write ${near}`;
  if (/^a whole number\b/.test(expected) && /^\d+$/.test(found)) return "remove the quotes";
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([kmgt])i?b?$/i.exec(found) ?? [];
  if (expected.startsWith("a quantity") && unit !== undefined)
    return `write ${amount}${unit.toUpperCase().replace("K", "k")} or ${amount}${unit.toUpperCase()}i`;
  return "correct the value";
}

/** The names of "Always, IfNotPresent or Never"; none of other words. */
function namesIn(expected: string): readonly string[] {
  const names = expected.split(/, | or /);
  return names.length > 1 && names.every((name) => /^[A-Z]\w*$/.test(name)) ? names : [];
}

function listFix(found: Value, key: string): string {
  if (isMap(found)) {
    const [name, value] = Object.entries(found)[0] ?? [];
    const isEnv = key === "env" && name !== undefined && !isMap(value as Value) && !isList(value as Value);
    return isEnv
      ? `write a list: [{name: ${name}, value: ${JSON.stringify(String(value))}}]`
      : "write a list: each entry begins with a dash";
  }
  if (found === null) return "add an entry, or remove the field";
  if (typeof found !== "string") return `write a list: [${found}]`;
  return `write a list: ${JSON.stringify(MAKES_LISTS.has(key) ? found.split(/ +/) : [found])}`;
}
