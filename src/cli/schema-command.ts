import { jsonText } from "../report/json-text.ts";
import type { CommandResult } from "./command-result.ts";

/** The JSON Schema of the configuration. */
export async function schemaCommand(): Promise<CommandResult> {
  const { editorSchema } = await import("../app/config/editor-schema.chunk.ts");
  return { data: jsonText(editorSchema()), diagnostics: [], done: "", code: 0 };
}
