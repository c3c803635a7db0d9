import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../random.ts";
import type { Generated } from "./texts.ts";

const root = join(import.meta.dirname, "../..");

/** Manifests of the repository as people and tools wrote them, of a size that a mutation is likely to matter in. */
const sources: readonly string[] = ["examples", "kustomization-examples", "test/data"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(?:ya?ml|json)$/.test(path))
      .map((path) => join(folder, path))
      .sort(),
  )
  .map((file) => readFileSync(join(root, file), "utf8"))
  .filter((text) => text.length > 50 && text.length < 6000);

/** What people type by mistake, and what means something in YAML. */
const pieces = [
  ...[
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "#",
    " # c",
    "'",
    '"',
    ":",
    ": ",
    "-",
    "- ",
    "? ",
    "|",
    ">",
    "|-\n",
    ">2\n",
    "&a ",
    "*a",
    "!!str ",
  ],
  ...[
    "{",
    "}",
    "[",
    "]",
    ",",
    "%",
    "@",
    "`",
    "\\",
    "<<: *a\n",
    "---",
    "---\n",
    "...\n",
    "--- |\n",
    "~",
    "y",
    "0x1",
    "=",
    "\ufeff",
    "\u2028",
  ],
  ...["\u0085", "\u0007", "é", "😀", "null", "<<<<<<< HEAD\n", "{{ .x }}", "\n\n", " \n", "!", "!<x> ", "'x\ny'", '"x\\\n y"', "\u00a0"],
] as const;

/** A manifest with up to four mistakes in it, which all follow from the seed. */
export function mutated(seed: number): string {
  const random = new Random(seed);
  let text = random.pick(sources);
  for (let i = 1 + random.below(4); i > 0; i--) text = random.pick(mutations)(text, random);
  return text;
}

/** Such a manifest to hold the laws against. */
export function mistaken(seed: number): Generated {
  const text = mutated(seed);
  const configuration = seed % 4 === 0 ? "both" : "own";
  return { text, configuration, count: text.split(/^---/m).length, isChecked: true, lines: [] };
}

type Mutation = (text: string, random: Random) => string;

const mutations: readonly Mutation[] = [
  (text, random) => spliced(text, random.below(text.length + 1), 0, random.pick(pieces)),
  (text, random) => spliced(text, random.below(text.length + 1), 1 + random.below(3), ""),
  (text, random) => spliced(text, random.below(text.length + 1), 1, random.pick(pieces)),
  // At the beginning, at the value and at the end of a line.
  (text, random) => onLine(text, random, (line) => random.pick(pieces) + line),
  (text, random) => onLine(text, random, (line) => line.replace(/: /, `: ${random.pick(pieces)}`)),
  (text, random) => onLine(text, random, (line) => line + random.pick(pieces)),
  // Another indentation, a line twice, gone, or in another place.
  (text, random) => onLine(text, random, (line) => " ".repeat(random.below(4)) + line),
  (text, random) => onLine(text, random, (line) => line.replace(/^ {1,2}/, "")),
  (text, random) => onLine(text, random, (line) => line.replace(/^ +/, (spaces) => "\t".repeat(Math.ceil(spaces.length / 2)))),
  (text, random) => onLine(text, random, (line) => `${line}\n${line}`),
  (text, random) => onLines(text, (lines) => lines.toSpliced(random.below(lines.length), 1 + random.below(2))),
  (text, random) => onLines(text, (lines) => lines.toSpliced(random.below(lines.length), 0, random.pick(lines))),
  (text, random) => onLine(text, random, (line) => line.replace(/^(\s*(?:- )*)([\w./-]+):/, "$1? $2\n$1:")),
  (text, random) => onLine(text, random, (line) => line.replace(/: (.+)$/, (_, value: string) => `: ${random.pick(["'", '"'])}${value}`)),
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.trimEnd(),
  (text, random) => text.slice(0, random.below(text.length + 1)),
];

function spliced(text: string, at: number, count: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at + count);
}

function onLines(text: string, change: (lines: readonly string[]) => readonly string[]): string {
  return change(text.split("\n")).join("\n");
}

function onLine(text: string, random: Random, change: (line: string) => string): string {
  return onLines(text, (lines) => {
    const at = random.below(lines.length);
    return lines.with(at, change(lines[at]!));
  });
}
