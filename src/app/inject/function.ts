import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { hasItems } from "../../krm/list.ts";
import type { Manifest } from "../../krm/manifest.ts";
import { editedText, itemsText, listText } from "../../krm/output.ts";
import { split } from "../../krm/split.ts";
import type { Config } from "../config/config.ts";
import { functionConfig } from "../config/function-config.ts";
import { load } from "../load.ts";
import { inject } from "./inject.ts";
import { type ItemOptions, injectItems } from "./inject-items.ts";
import { notAList } from "./not-a-list.ts";

/** What a run gives back. */
export interface FunctionResult {
  /** The text in pieces: as one, a large list's would stand in memory twice. Absent where the input could not be read: then nothing may reach the host. */
  readonly output?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The KRM function: a ResourceList with its functionConfig in, the list with its results out. Whatever fails, the items come back as they were. */
export function runFunction(file: string, source: string, options: ItemOptions = {}): FunctionResult {
  if (source.trim() === "") return { diagnostics: [emptyInput(file)] };
  const manifest = split(file, source);
  return runByItems(manifest, options) ?? runOnAll(manifest);
}

/** The usual way: undefined where the list has to be read as one document, or there is a fault to tell of. */
function runByItems(manifest: Manifest, options: ItemOptions): FunctionResult | undefined {
  if (!manifest.list || manifest.list.whole) return undefined;
  const read = functionConfig(manifest, undefined);
  const injected = "config" in read ? injectItems(manifest, read.config, options) : undefined;
  return injected && { output: itemsText(manifest, injected.splices, injected.diagnostics), diagnostics: injected.diagnostics };
}

function runOnAll(given: Manifest): FunctionResult {
  const loaded = load(given);
  const { manifest, units } = loaded;
  if (!hasItems(manifest, units.get(0))) return { diagnostics: loaded.diagnostics.length > 0 ? loaded.diagnostics : [notAList(manifest)] };
  if (hasErrors(loaded.diagnostics)) return { diagnostics: loaded.diagnostics };
  const result = functionConfig(manifest, units.get(0));
  const workloads = "config" in result ? result.config.spec.workloads : undefined;
  const all = workloads ? load(manifest, workloads) : loaded;
  const { edits, diagnostics } = "config" in result ? inject([all], result.config) : { edits: [], ...result };
  return { output: listText(all.manifest, all.units, { edits: edits[0] ?? new Map(), results: diagnostics }), diagnostics };
}

/** The legacy exec plugin and the command line: documents in, documents out. */
export function injectDocuments(file: string, source: string, config: Config): FunctionResult {
  const loaded = load(split(file, source), config.spec.workloads);
  if (hasErrors(loaded.diagnostics)) return { diagnostics: loaded.diagnostics };
  const { edits, diagnostics } = inject([loaded], config);
  return { output: [editedText(loaded.manifest, loaded.units, edits[0] ?? new Map())], diagnostics };
}

function emptyInput(file: string): Diagnostic {
  return diagnostic("InvalidInput", {
    message: "Cannot read a ResourceList: the input is empty; expected a ResourceList as kustomize and kpt send it",
    fix: "check what runs before podgraft: an empty answer would delete every resource, so none is given",
    location: { file },
  });
}
