import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.PODGRAFT_CORPUS ?? join(import.meta.dirname, "../../../shared/corpus");

/** The rows of a table of Istio's function tests, which are no part of this repository; undefined where they are not at hand. */
export function corpusRows(table: string): readonly Record<string, string>[] | undefined {
  const path = join(folder, "functions.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8"))[table].rows : undefined;
}
