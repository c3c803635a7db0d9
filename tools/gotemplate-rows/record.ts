import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { generateRow } from "../../test/gotemplate/generate.ts";
import { judge } from "../../test/gotemplate/judge.ts";
import type { Rendered, Row } from "../../test/gotemplate/render.ts";
import { folder, generatedCount, type StoredRow, storedRows } from "../../test/gotemplate/stored.ts";

/**
 * Writes down what Go makes of the rows and the generated templates, for the tests to compare with:
 * `node --import tsx tools/gotemplate-rows/record.ts`. A new row needs only its template; `text` or `error` are added here.
 */
function record(): void {
  for (const { name, rows } of storedRows()) {
    const lines = render(rows).map((result, i) => JSON.stringify({ ...withoutResult(rows[i]!), ...result }));
    writeFileSync(new URL(`rows/${name}.json`, folder), `[\n${lines.join(",\n")}\n]\n`);
  }
  const results = render(Array.from({ length: generatedCount }, (_, number) => generateRow(number)));
  const lines = results.map((result) => JSON.stringify(result)).join("\n");
  writeFileSync(new URL("generated.jsonl.gz", folder), gzipSync(`${lines}\n`, { level: 9 }));
}

function render(rows: readonly Row[]): Rendered[] {
  const results = judge(rows);
  if (typeof results === "string") throw new Error(results);
  return results;
}

/** The row as it is written by hand: the data that all rows share is elsewhere. */
function withoutResult(row: StoredRow): Row {
  const { data: _data, ...rest } = row;
  return Object.fromEntries(Object.entries(rest).filter(([key]) => key !== "text" && key !== "error")) as unknown as Row;
}

record();
