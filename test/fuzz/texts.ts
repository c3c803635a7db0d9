import { Random } from "../random.ts";
import { type ConfigurationName, configurations } from "./configurations.ts";
import { aLayout, type Layout } from "./layout.ts";
import { anObject, type Json, type JsonMap } from "./objects.ts";
import type { OtherWriter } from "./other-writer.ts";
import { unprintable } from "./write-scalar.ts";
import { type Line, writeYaml } from "./write-yaml.ts";

/** What is injected into, with what: all of it follows from the seed. */
export interface Generated {
  readonly text: string;
  readonly configuration: ConfigurationName;
  /** How many objects there are in it. */
  readonly count: number;
  /** Whether it is also checked, which a quarter of all texts are. */
  readonly isChecked: boolean;
  /** How another program writes the output; absent: that is not tried. */
  readonly writer?: OtherWriter | undefined;
  /** What its lines hold, with the index of their object; of documents alone. */
  readonly lines: readonly (Line & { readonly object: number })[];
}

type Form = "documents" | "json" | "List" | "ResourceList";

export function generated(seed: number): Generated {
  const random = new Random(seed);
  const form = random.pick<Form>(["documents", "documents", "documents", "documents", "documents", "json", "List", "ResourceList"]);
  // Istio's output is many times as long, and most of it the same in every text.
  const configuration = random.chance(0.6) ? "own" : random.pick(Object.keys(configurations) as ConfigurationName[]);
  const objects = Array.from({ length: 1 + random.below(form === "json" ? 1 : 5) }, (_, i) => anObject(random, `w${i}`));
  const lines = form === "documents" ? documents(objects, random, aLayout) : [];
  const text = form === "documents" ? textOf(lines) : formed(form, objects, random);
  return { text: ended(text, random), configuration, count: objects.length, isChecked: random.chance(0.25), lines };
}

export function textOf(lines: Generated["lines"]): string {
  return lines.map((line) => line.text).join("\n");
}

export function documents(objects: readonly JsonMap[], random: Random, layout: (random: Random) => Layout): Generated["lines"] {
  return objects.flatMap((value, object) => {
    const marks = object > 0 || random.chance(0.1) ? mark(random, object) : [];
    return [...marks.map((text): Line => ({ text, path: [], kind: "comment" })), ...writeYaml(value, layout(random), random)].map(
      (line) => ({
        ...line,
        text: line.text.replaceAll(/# c(\d+)\./g, `# c${object}-$1.`),
        object,
      }),
    );
  });
}

function mark(random: Random, object: number): readonly string[] {
  const [before, after] = [random.pick([[], [], [], ["..."], ["# before", ""]]), random.pick([[], [], [], ["# after"], [""]])];
  return [...(object > 0 ? before : []), random.pick(["---", "---", "---", "--- # here", "---  "]), ...after];
}

function formed(form: Exclude<Form, "documents">, objects: readonly JsonMap[], random: Random): string {
  if (form === "json") return escapedJson(objects[0]!, random.pick(["", "  ", "    ", "\t"]));
  const list = listOf(form, objects);
  if (random.chance(0.2)) return escapedJson(list, random.pick(["", "  "]));
  return writeYaml(list, aLayout(random), random)
    .map(({ text }) => text)
    .join("\n");
}

export function listOf(kind: "List" | "ResourceList", items: readonly Json[]): JsonMap {
  return { apiVersion: kind === "List" ? "v1" : "config.kubernetes.io/v1", kind, items };
}

/** With escapes for what JSON leaves bare and YAML does not take. */
export function escapedJson(value: JsonMap, indentation: string): string {
  return JSON.stringify(value, null, indentation).replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export function ended(text: string, random: Random): string {
  const end = random.chance(0.15) ? "" : random.chance(0.05) ? random.pick(["\n...\n", "\n---\n", "\n\n\n"]) : "\n";
  const whole = random.chance(0.1) ? (text + end).replaceAll(/\r?\n/g, "\r\n") : text + end;
  return (random.chance(0.05) ? "\ufeff" : "") + whole;
}
