import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { hasItems } from "../../krm/list.ts";
import type { Manifest } from "../../krm/manifest.ts";
import { listText, type PrintedPart, printedPart } from "../../krm/output.ts";
import { readItem } from "../../krm/read.ts";
import { split } from "../../krm/split.ts";
import type { ConfigResult } from "../config/config.ts";
import { functionConfig } from "../config/function-config.ts";
import { readYaml } from "../engines.ts";
import { load, type Opened, open } from "../load.ts";
import { generatorRefused, isGenerator } from "./generator.ts";
import { type InjectedPart, type InjectOptions, injectParts } from "./inject-parts.ts";
import { notAList } from "./not-a-list.ts";

/** The result of a run. */
export interface FunctionResult {
  /**
   * The text in pieces: joined, a large list would be in memory twice. Absent if the input could not be read: then
   * nothing may reach the host.
   */
  readonly output?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export type FunctionOptions = Pick<InjectOptions<unknown>, "beforeParts">;

/** The KRM function: a ResourceList with its functionConfig in, the list with its results out. Whatever fails, the items come back as they were. */
export function runFunction(file: string, source: string, { beforeParts }: FunctionOptions = {}): FunctionResult {
  if (source.trim() === "") return { diagnostics: [emptyInput(file)] };
  const list = openList(split(file, source));
  if ("diagnostics" in list) return list;
  const { opened, config } = list;
  if ("diagnostics" in config) return { output: printed(opened, [], config.diagnostics), diagnostics: config.diagnostics };
  if (isGenerator(opened, config.config.name)) {
    const refused = [generatorRefused(file)];
    return { output: printed(opened, [], refused), diagnostics: refused };
  }
  const { manifests, kept, diagnostics, failed, isUnread } = injectParts([opened], config.config, { keep: printedOf, beforeParts });
  const parts = failed ? [] : (kept[0] as readonly PrintedPart[]);
  return isUnread ? { diagnostics } : { output: printed(manifests[0] as Opened, parts, diagnostics), diagnostics };
}

/**
 * A ResourceList as it came, with new results instead of earlier ones; undefined if the text is not a readable list.
 */
export function withResults(file: string, source: string, results: readonly Diagnostic[]): readonly string[] | undefined {
  if (!source.includes("ResourceList")) return undefined;
  const list = openList(split(file, source));
  return "diagnostics" in list ? undefined : printed(list.opened, [], results);
}

type OpenedList = { readonly opened: Opened; readonly config: ConfigResult } | { readonly diagnostics: readonly Diagnostic[] };

/** A list with its configuration; if its items cannot be separated, both are read as one document. */
function openList(manifest: Manifest): OpenedList {
  const config = manifest.list && functionConfig(manifest, undefined);
  if (config && "config" in config) return { opened: open(manifest, config.config.spec.workloads), config };
  const opened = load(manifest);
  const { manifest: read, units, diagnostics } = opened;
  if (!hasItems(read, units.get(0))) return { diagnostics: diagnostics.length > 0 ? diagnostics : [notAList(read)] };
  if (hasErrors(diagnostics)) return { diagnostics };
  return { opened, config: functionConfig(read, units.get(0)) };
}

function printedOf(injected: InjectedPart): PrintedPart {
  return printedPart(injected.manifest, injected, (text) => readItem(text, readYaml));
}

function printed({ manifest, units }: Opened, parts: readonly PrintedPart[], results: readonly Diagnostic[]): readonly string[] {
  return listText(manifest, units.get(0), { parts, results });
}

function emptyInput(file: string): Diagnostic {
  return diagnostic("InvalidInput", {
    message: "Cannot read a ResourceList: the input is empty; expected a ResourceList as kustomize and kpt send it",
    fix: "check what runs before podgraft: an empty answer would delete every resource, so none is given",
    location: { file },
  });
}
