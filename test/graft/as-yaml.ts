import type { Value } from "../../src/value/value.ts";
import { collectionLines } from "../../src/yaml/write.ts";

const STYLE = { eol: "\n", step: 2, indentLists: false, json: false };

/** A value as a document in block style. */
export function asYaml(value: Value): string {
  return `${collectionLines(value, { column: 0, style: STYLE })}\n`;
}
