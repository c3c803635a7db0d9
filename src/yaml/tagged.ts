import type { Value } from "../value/value.ts";
import { plainValue } from "./scalar.ts";

const CORE = "tag:yaml.org,2002:";
const MERGE = `${CORE}merge`;

/** A scalar as it was written: its text without quotes and breaks of lines, and its tag in full. */
export interface Written {
  readonly text: string;
  readonly isPlain: boolean;
  readonly tag: string | undefined;
}

/**
 * The meaning of a scalar; undefined if its tag does not fit its text.
 *
 * Source: go.yaml.in/yaml resolve.go resolve, decode.go scalar
 */
export function scalarValue({ text, isPlain, tag }: Written): Value | undefined {
  if (tag === undefined) return isPlain ? plainValue(text) : text;
  if (!tag.startsWith(CORE)) return text;
  const type = tag.slice(CORE.length);
  if (type === "binary") return binary(text);
  const value = plainValue(text);
  const found = typeOf(value, text);
  switch (type) {
    case "null":
    case "bool":
      return found === type ? value : undefined;
    case "int":
      return found === "int" ? value : undefined;
    case "float":
      return found === "int" || found === "float" ? value : undefined;
    case "timestamp":
      return DATE.test(text) ? text : undefined;
    default:
      return text;
  }
}

const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt \t])/;

function typeOf(value: Value, text: string): "null" | "bool" | "int" | "float" | "str" {
  if (value === null) return "null";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value !== "number") return "str";
  return /^[-+]?(?:0[xX]|[0-9_]+$|0[bBoO])/.test(text) ? "int" : "float";
}

function binary(text: string): string | undefined {
  const packed = text.replace(/[\r\n]/g, "");
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A key's text; undefined for a key that Kubernetes' readers may not take as text. */
export function keyText(written: Written): string | undefined {
  const value = scalarValue(written);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  const isShort = typeof value === "number" && /^-?[0-9]{1,6}(?:\.[0-9]{1,3})?$/.test(String(value)) && String(value).length <= 7;
  return isShort || (typeof value === "number" && Number.isInteger(value) && !/[.eE]/.test(written.text)) ? String(value) : undefined;
}

/** Source: go.yaml.in/yaml decode.go isMerge */
export function isMergeKey({ text, isPlain, tag }: Written): boolean {
  return text === "<<" && ((isPlain && tag === undefined) || tag === "!" || tag === MERGE);
}
