import { check, inject, uninject } from "../../src/index.ts";
import { assert, table } from "../cases.ts";
import { sampled } from "../runs.ts";
import { configurations } from "./configurations.ts";

const FEW = 200;
const TIMES = 8;
/** How many times the work may be for eight times as much, and how much is too little to be measured, in milliseconds. */
const MOST = 24;
const LEAST = 200;

interface Row {
  readonly title: string;
  /** Lines of a map at column 0. */
  readonly lines: (count: number) => string;
}

const each = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join("");
const chained = (i: number) => (i > 0 ? `*a${i - 1}` : "x");

const rows: readonly Row[] = [
  { title: "keys", lines: (count) => each(count, (i) => `k${i}: v\n`) },
  { title: "the same key", lines: (count) => "k: v\n".repeat(count) },
  { title: "the same key with an anchor", lines: (count) => "k: &a v\n".repeat(count) },
  { title: "anchors", lines: (count) => each(count, (i) => `k${i}: &a${i} v\n`) },
  { title: "aliases", lines: (count) => `k: &a v\n${each(count, (i) => `k${i}: *a\n`)}` },
  { title: "aliases of a map", lines: (count) => `k: &a {b: c}\n${each(count, (i) => `k${i}: *a\n`)}` },
  { title: "aliases in what others name", lines: (count) => each(count, (i) => `k${i}: &a${i} [${chained(i)}]\n`) },
  { title: "aliases as keys", lines: (count) => `k: &a v\n${"*a : v\n".repeat(count)}` },
  { title: "aliases of nothing", lines: (count) => each(count, (i) => `k${i}: *b\n`) },
  {
    title: "merge keys in what others merge",
    lines: (count) => each(count, (i) => `k${i}: &a${i} {${i > 0 ? `<<: *a${i - 1}, ` : ""}x${i}: y}\n`),
  },
  {
    title: "merge keys of one large map",
    lines: (count) => `k: &a {${each(count, (i) => `k${i}: v, `)}}\n${each(count, (i) => `m${i}: {<<: *a}\n`)}`,
  },
  {
    title: "a merge key of many maps",
    lines: (count) => `${each(count, (i) => `k${i}: &a${i} {x${i}: y}\n`)}m: {<<: [${each(count, (i) => `*a${i}, `)}]}\n`,
  },
  { title: "tags", lines: (count) => each(count, (i) => `k${i}: !!str v\n`) },
  { title: "comments", lines: (count) => each(count, (i) => `# c\nk${i}: v # d\n`) },
  { title: "comments at the end", lines: (count) => `k:\n  l: v\n${"  # c\n".repeat(count)}` },
  { title: "blank lines", lines: (count) => `k: v\n${"  \n".repeat(count)}` },
  { title: "lines of a plain scalar", lines: (count) => `k:\n${"  v\n".repeat(count)}` },
  { title: "lines in quotes", lines: (count) => `k: "${"v\n  ".repeat(count)}"\n` },
  { title: "quotes without an end", lines: (count) => each(count, (i) => `k${i}: "v\n`) },
  { title: "lines of a block scalar", lines: (count) => `k: |\n${"  v\n".repeat(count)}` },
  { title: "block scalars", lines: (count) => each(count, (i) => `k${i}: >-2\n   v\n\n`) },
  { title: "items in flow", lines: (count) => `k: [${"v, ".repeat(count)}]\n` },
  { title: "pairs in flow", lines: (count) => `k: [${each(count, (i) => `a: ${i}, `)}]\n` },
  { title: "empty collections in flow", lines: (count) => `k: [${"[], {}, ".repeat(count)}]\n` },
  { title: "brackets without an end", lines: (count) => `k: ${"[".repeat(count)}\n` },
  { title: "explicit keys", lines: (count) => each(count, (i) => `? k${i}\n: v\n`) },
  { title: "lines without a colon", lines: (count) => `k: v\n${"l\n".repeat(count)}` },
  { title: "long keys", lines: (count) => each(count / 10, (i) => `${"k".repeat(1000)}${i}: v\n`) },
  { title: "lines that end with a tab and CRLF", lines: (count) => each(count, (i) => `k${i}: v\t\r\n`) },
  { title: "directives", lines: (count) => `k: v\n${"%YAML 1.1\n".repeat(count)}` },
  { title: "documents", lines: (count) => "k: v\n---\n".repeat(count) },
  { title: "ends of documents", lines: (count) => `k: v\n${"...\n".repeat(count)}` },
  { title: "text behind ---", lines: (count) => "--- v\n".repeat(count) },
  { title: "templates", lines: (count) => "{{ .k }}\n".repeat(count) },
];

const pod = (metadata: string, more: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
${metadata}spec:
  containers:
  - name: web
    image: nginx:1
${more}`;
const indented = (lines: string, by: number) => lines.replace(/^(?=[^\r\n])/gm, " ".repeat(by));

const places: readonly ((lines: string) => string)[] = [
  (lines) => `${pod("", "")}---\n${lines}`,
  (lines) => pod("", `status:\n${indented(lines, 2)}`),
  (lines) => pod(`  annotations:\n${indented(lines, 4)}`, ""),
];

/** Milliseconds of work for a text: it is injected into, checked, and taken back. */
async function work(text: string): Promise<number> {
  const config = { file: "injector.yaml", text: configurations.own };
  const { user } = process.cpuUsage();
  const { texts } = await inject([{ file: "input.yaml", text }], config);
  await check(texts, config);
  await uninject(texts);
  return (process.cpuUsage().user - user) / 1000;
}

table("work grows as the text does", sampled(rows), {
  title: ({ title }) => title,
  run: async ({ lines }) => {
    for (const place of places) {
      const few = await work(place(lines(FEW)));
      const many = await work(place(lines(FEW * TIMES)));
      assert.ok(many < LEAST || many < Math.max(few, 10) * MOST, `${few} ms, for ${TIMES} times as much ${many} ms`);
    }
  },
});
