import { stringify, type ToStringOptions } from "yaml";
import { Random } from "../random.ts";
import { aLayout } from "./layout.ts";
import type { Json, JsonMap } from "./objects.ts";
import { escapedJson, listOf } from "./texts.ts";
import { writeYaml } from "./write-yaml.ts";

/** How another program writes manifests that it has read. */
export interface OtherWriter {
  readonly style: "yaml" | "json" | "List" | "odd";
  readonly options?: ToStringOptions;
  readonly isSorted?: boolean;
  readonly seed?: number;
}

const double: ToStringOptions = { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" };
const single: ToStringOptions = { defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN" };

export const otherWriters: readonly OtherWriter[] = [
  // As Go's programs write: sorted, with lists as deep as their keys.
  { style: "yaml", isSorted: true, options: { indentSeq: false, lineWidth: 0 } },
  { style: "yaml", isSorted: true, options: { indentSeq: false, lineWidth: 80 } },
  { style: "yaml", options: { ...double, indent: 4 } },
  { style: "yaml", options: { ...single, indent: 3, lineWidth: 40 } },
  { style: "yaml", options: { ...double, collectionStyle: "flow", lineWidth: 60 } },
  { style: "yaml", options: { blockQuote: "folded", indent: 1, nullStr: "~" } },
  { style: "json" },
  { style: "List", isSorted: true },
  { style: "odd" },
  { style: "odd", isSorted: true },
];

/** Objects as that program writes them. */
export function rewritten(values: readonly Json[], { style, options, isSorted = false, seed = 0 }: OtherWriter): string {
  const all = (isSorted ? values.map(sorted) : values) as readonly JsonMap[];
  const random = new Random(seed);
  if (style === "List") return `${escapedJson(listOf("List", all), random.pick(["", "  "]))}\n`;
  const write: Record<Exclude<OtherWriter["style"], "List">, (value: JsonMap) => string> = {
    yaml: (value) => stringify(value, { version: "1.1", aliasDuplicateObjects: false, ...options }),
    json: (value) => `${escapedJson(value, random.pick(["", "  "]))}\n`,
    odd: (value) =>
      `${writeYaml(value, { ...aLayout(random), indentsByTabs: false }, random)
        .map(({ text }) => text)
        .join("\n")}\n`,
  };
  return all.map(write[style]).join("---\n");
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
