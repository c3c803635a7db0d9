import { readFileSync } from "node:fs";
import { assert, suite, table } from "../cases.ts";
import { runPodgraft } from "../cli/run-podgraft.ts";

const base = readFileSync("test/data/bad-input/base.yaml", "utf8");

interface Row {
  readonly title: string;
  readonly input: string | Uint8Array;
  readonly message: string;
  readonly place: string;
}

const deep = 100_000;

const rows: readonly Row[] = [
  {
    title: "a byte that is not UTF-8",
    input: Buffer.from(base.replace("# the app", "# caf\u00e9"), "latin1"),
    message: "Cannot read the text: byte 277 (0xe9) is not UTF-8; expected UTF-8",
    place: "stdin:16",
  },
  {
    title: "UTF-16",
    input: Buffer.from(`\ufeff${base}`, "utf16le"),
    message: "Cannot read the text: it is UTF-16; expected UTF-8",
    place: "stdin:1",
  },
  {
    title: "flow lists nested a hundred thousand deep",
    input: base.replace("namespace: shop", `namespace: ${"[".repeat(deep)}${"]".repeat(deep)}`),
    message: "Cannot read the YAML: collections are nested more than 200 deep",
    place: "stdin:8:",
  },
  {
    title: "a hundred thousand dashes on a line",
    input: base.replace("namespace: shop", `namespace:\n    ${"- ".repeat(deep)}x`),
    message: "Cannot read the YAML: collections are nested more than 200 deep",
    place: "stdin:",
  },
  {
    title: "a hundred thousand opening braces",
    input: "{a: ".repeat(deep),
    message: "Cannot read the YAML: collections are nested more than 200 deep",
    place: "stdin:",
  },
];

table("hostile input", rows, {
  title: ({ title }) => title,
  run: ({ input, message, place }) => {
    const { status, stdout, stderr } = runPodgraft(input);
    const lines = stderr.split("\n");
    const [summary, told] = lines;
    assert.is(summary, "podgraft: nothing was changed, 1 error");
    assert.is(told, `  error InvalidInput: ${message}`);
    assert.ok(
      lines.some((line) => line.startsWith(`    at ${place}`)),
      stderr.slice(0, 2000),
    );
    assert.is(status, 2);
    assert.is(stdout, "");
  },
});

suite("large input", (test) => {
  test("a line of 30 MB comes back as it was", () => {
    const line = `          image: "${"x".repeat(30_000_000)}"\n`;
    const { status, stdout } = runPodgraft(base.replace(/ {10}image: web:1.*\n/, () => line));
    assert.is(status, 0);
    assert.ok(stdout.includes(line), "the line is there");
    assert.ok(stdout.includes("        - name: shipper\n          image: fluent"), "and what was grafted");
  });
});
