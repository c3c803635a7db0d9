import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Rendered, Row } from "./render.ts";

export const folder = new URL("../data/gotemplate/", import.meta.url);
/** Rows 0 up to this number were generated and rendered by Go. */
export const generatedCount = 20_000;

export type StoredRow = Row & Rendered;

/** The files of rows by name; a row without data of its own takes the data that all share. */
export function storedRows(): { name: string; rows: StoredRow[] }[] {
  const data: unknown = JSON.parse(readFileSync(new URL("data.json", folder), "utf8"));
  return readdirSync(new URL("rows/", folder)).map((file) => {
    const rows = JSON.parse(readFileSync(new URL(`rows/${file}`, folder), "utf8")) as StoredRow[];
    return { name: file.replace(".json", ""), rows: rows.map((row) => ({ data, ...row })) };
  });
}

/** What Go made of the generated rows, in their order. */
export function storedResults(): Rendered[] {
  const lines = gunzipSync(readFileSync(new URL("generated.jsonl.gz", folder))).toString("utf8");
  return lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Rendered);
}
