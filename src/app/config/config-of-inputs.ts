import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { split } from "../../krm/split.ts";
import { at } from "../../value/value.ts";
import { nodeValue } from "../../yaml/source-node.ts";
import { type Loaded, load } from "../load.ts";
import type { NamedText } from "../named-text.ts";
import type { ConfigResult } from "./config.ts";
import { functionConfig, readConfigNode } from "./function-config.ts";

/** The configuration from the one ResourceList among the inputs that has a functionConfig. */
export function configOfInputs(inputs: readonly NamedText[]): ConfigResult {
  const found: Loaded[] = [];
  for (const { file, text } of inputs) {
    if (!text.includes("functionConfig")) continue;
    const loaded = load(split(file, text));
    if (hasErrors(loaded.diagnostics)) return { diagnostics: [] };
    if (hasFunctionConfig(loaded)) found.push(loaded);
  }
  const [list, second] = found;
  if (list && second) return { diagnostics: [ambiguous(found)] };
  return list ? functionConfig(list.manifest, list.units.get(0)) : readConfigNode(split("", ""), undefined);
}

function hasFunctionConfig({ manifest: { list }, units }: Loaded): boolean {
  if (!list?.whole) return list?.functionConfig !== undefined;
  const root = units.get(0)?.entry.value;
  return root !== undefined && at(nodeValue(root), "functionConfig") !== undefined;
}

function ambiguous(found: readonly Loaded[]): Diagnostic {
  const files = found.map(({ manifest }) => manifest.file).join(" and ");
  return diagnostic("InvalidConfiguration", {
    message: `Cannot tell which configuration is meant: ${files} each have a functionConfig; expected one`,
    fix: "name the one that counts with -c",
  });
}
