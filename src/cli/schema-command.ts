import { jsonText } from "../report/json-text.ts";
import type { CommandResult } from "./command-result.ts";

/** The JSON Schema of the configuration. */
export async function schemaCommand(): Promise<CommandResult> {
  const { configSchema } = await import("../app/config/json-schema.chunk.ts");
  return { data: jsonText(configSchema()), diagnostics: [], done: "", code: 0 };
}
