import { visibleLine } from "../diagnostic/visible.ts";

/**
 * JSON with line breaks. Integers beyond a double, which JSON.stringify cannot write, are written in full. Commands to
 * a terminal or a CI server are escaped, which means the same.
 */
export function jsonText(value: unknown): string {
  return `${written(value, "")}\n`;
}

function written(value: unknown, pad: string): string {
  const inner = `${pad}  `;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return scalar(value);
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((item) => written(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${scalar(key)}: ${written(item, inner)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return entries.length === 0 ? `${open}${close}` : `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${pad}${close}`;
}

function scalar(value: unknown): string {
  return visibleLine(JSON.stringify(value));
}
