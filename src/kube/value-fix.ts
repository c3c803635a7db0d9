import { nearest } from "../diagnostic/nearest.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";

const MAKES_LISTS: ReadonlySet<string> = new Set(["command", "args"]);

/** How to correct an unexpected value, if that is known; `key` is its field. */
export function valueFix(found: Value | undefined, expected: string, key: string): string {
  if (found === undefined) return "add it";
  if (/^a list\b/.test(expected)) return isList(found) ? "add an entry" : listFix(found, key);
  if (isList(found) && found.length === 1 && !/^a (?:list|map)/.test(expected) && typeof found[0] !== "object")
    return `write ${found[0]} alone, not as a list`;
  if (isMap(found)) return key === "image" ? imageFix(found) : byExpectation(expected);
  if (isList(found)) return expected === "a map" ? "write KEY: VALUE pairs" : byExpectation(expected);
  if (found === null) return expected.startsWith("a value") ? "write a value" : "write a value, or remove the field";
  if (/^(?:a string|text)$/.test(expected)) return "put the value in quotes";
  if (expected === "true or false") return found === "true" || found === "false" ? "remove the quotes" : "write true or false";
  if (/^"[^"]*"$/.test(expected)) return `write ${expected.slice(1, -1)}`;
  if (typeof found === "number" && expected === "a map" && key.startsWith("ports[")) return `write {containerPort: ${found}}`;
  if (typeof found !== "string") return byExpectation(expected);
  if (expected === "a map" && /^env\[/.test(key)) return envFix(found);
  if (expected === "a map" && /\]$|^\d+$/.test(key) && /^[a-z0-9][\w./-]*$/.test(found)) return `write a map, such as {name: ${found}}`;
  const [, label, text] = expected === "a map" ? (/^([\w./-]+)[=:] ?(\S*)$/.exec(found) ?? []) : [];
  if (label !== undefined) return `write {${label}: ${text}}`;
  if (expected.startsWith("a label value")) return labelFix(found);
  if (/^a name of .*lower-case letters/.test(expected)) return nameFix(found, expected);
  if (/^a (?:whole )?number\b/.test(expected) && /^-?\d+%$/.test(found)) return `write ${found.slice(0, -1)}`;
  const near = nearest(found, namesIn(expected));
  if (near !== undefined) return `write ${near}`;
  if (/^a (?:whole )?number\b/.test(expected) && /^\d+$/.test(found)) return "remove the quotes";
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([kmgt])i?b?$/i.exec(found) ?? [];
  if (expected.startsWith("a quantity") && unit !== undefined)
    return `write ${amount}${unit.toUpperCase().replace("K", "k")} or ${amount}${unit.toUpperCase()}i`;
  return byExpectation(expected);
}

/** What is expected, where that is the name of a value and not too long to say twice. */
function byExpectation(expected: string): string {
  if (/^(?:none|no)\b/.test(expected)) return "remove it";
  if (expected.startsWith("only one of")) return `keep ${expected}`;
  if (expected.endsWith(" in init containers only")) return "move the container to initContainers, or remove the field";
  if (/^[A-Z]\w+$/.test(expected)) return `write ${expected}`;
  const isShort = expected.length <= 90 && !expected.includes(": ");
  return isShort && (/^(?:an?|the|one|text|at (?:least|most)) /.test(expected) || namesIn(expected).length > 0)
    ? `write ${expected}`
    : "correct the value";
}

/** The words of "Always, IfNotPresent or Never", and those at the start of "cpu, memory or a resource of a domain". */
function namesIn(expected: string): readonly string[] {
  const names = expected.split(/, (?:or )?| or /);
  const first = names.findIndex((name) => !/^[A-Za-z][\w-]*$/.test(name));
  return names.length > 1 ? names.slice(0, first < 0 ? names.length : first) : [];
}

function envFix(found: string): string {
  const [, name, value] = /^(\w+)[=:] ?(.*)$/.exec(found) ?? [];
  return name === undefined ? `write {name: ${found}, value: ...}` : `write {name: ${name}, value: ${JSON.stringify(value)}}`;
}

function nameFix(found: string, expected: string): string {
  const proposed = found.toLowerCase().replace(/[_.\s]+/g, "-");
  return /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(proposed) ? `write ${proposed}` : byExpectation(expected);
}

function labelFix(found: string): string {
  if (found.length > 253) return "correct the value";
  const proposed = found.replace(/[^\w.-]+/g, "-").replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
  return proposed !== "" && proposed.length <= 63 ? `write ${proposed}` : "correct the value";
}

/** As charts have it. */
function imageFix({ registry, repository, name, tag }: ValueMap): string {
  const parts = [registry, repository ?? name].filter((part) => typeof part === "string" && part !== "");
  return `write it as one text${parts.length === 0 ? "" : `: ${parts.join("/")}${tag === undefined || typeof tag === "object" ? "" : `:${String(tag)}`}`}`;
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
