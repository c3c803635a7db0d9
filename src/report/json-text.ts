/** JSON with line breaks. Integers beyond a double, which JSON's writer knows nothing of, are written in full. */
export function jsonText(value: unknown): string {
  return `${written(value, "")}\n`;
}

function written(value: unknown, pad: string): string {
  const inner = `${pad}  `;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((item) => written(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${written(item, inner)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return entries.length === 0 ? `${open}${close}` : `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${pad}${close}`;
}
