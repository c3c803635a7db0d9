import { readConfigText } from "../app/config/config-text.ts";
import { generatorRefused } from "../app/inject/generator.ts";
import { injectDocuments } from "../app/inject/texts.ts";
import { readText } from "./read-text.ts";
import { deliver } from "./stdin-function.ts";

/**
 * Whether kustomize runs this as a legacy exec plugin: it names the configuration's file as the first argument and
 * sets its own variables. Source: kustomize api/internal/plugins/execplugin/execplugin.go
 */
export function isLegacyPlugin(args: readonly string[]): boolean {
  return args.length >= 1 && process.env.KUSTOMIZE_PLUGIN_CONFIG_ROOT !== undefined && !(args[0] as string).startsWith("-");
}

/** Documents on stdin and stdout, the configuration in a file or, the same, in a variable. */
export function runLegacyPlugin(path: string): number {
  const text = process.env.KUSTOMIZE_PLUGIN_CONFIG_STRING;
  const decoded = text === undefined ? readText(path) : { text };
  if (!("text" in decoded)) return deliver(decoded);
  const result = readConfigText(path, decoded.text);
  if (!("config" in result)) return deliver(result);
  const input = readText("-");
  if (!("text" in input)) return deliver(input);
  // A generator gets nothing on standard input.
  if (input.text.trim() === "") return deliver({ diagnostics: [generatorRefused("stdin")] });
  return deliver(injectDocuments("stdin", input.text, result.config));
}
