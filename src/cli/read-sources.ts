import { resolve } from "node:path";
import { findConfigs } from "../app/build/find-configs.ts";
import { KIND } from "../app/config/config.ts";
import type { SourceTexts } from "../app/inject/sources.ts";
import type { Progress } from "../app/load-texts.ts";
import type { NamedText } from "../app/named-text.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { split } from "../krm/split.ts";
import { type CommandResult, failed, noted, usage } from "./command-result.ts";
import { forHost } from "./host-answer.ts";
import { istioctlConfig, istioctlContext } from "./istioctl-flags.ts";
import { optimizeLateFor } from "./optimize-late.ts";
import type { Options } from "./option-table.ts";
import { readConfigAt } from "./read-config.ts";
import { readInputs } from "./read-inputs.ts";

export interface ReadSources extends SourceTexts {
  /** What is in a directory but is not read. */
  readonly notes: readonly Diagnostic[];
}

/**
 * Everything that the options name, read from files and standard input; or all reasons why it could not be read. The
 * configuration is the file given by -c, or what a kustomization there builds; or the one that istioctl's flags
 * replace; or else the functionConfig of a ResourceList in the input. A command that `chooses` is about the named
 * workloads and namespace, or about all if none are named.
 */
export async function readSourceTexts(
  options: Options,
  { progress, chooses = false }: { readonly progress?: Progress | undefined; readonly chooses?: boolean } = {},
): Promise<ReadSources | CommandResult> {
  const { file: files, config: path, namespace, workloads } = options;
  if (revisionAlone(options))
    return usage("--revision goes with istioctl's other flags; set spec.istio.revision in the configuration instead");
  const given = readInputs(files, { except: path === undefined ? [] : [resolve(path)], refusesEmpty: !options["allow-empty"] });
  const named = path === undefined ? { config: flaggedConfig(options), beside: [] } : await readConfigAt(path);
  const config = "diagnostics" in named ? named : named.config;
  if (!config && !given.inputs.some(({ text }) => text.includes("functionConfig"))) return usage(noConfiguration(given.inputs));
  const { context, diagnostics } = contextOf(options, given.inputs);
  const problems = [...given.diagnostics, ...(config && "diagnostics" in config ? config.diagnostics : []), ...diagnostics];
  if (problems.length > 0 || (config && "diagnostics" in config)) return forHost(given.inputs, noted(given.notes, failed(problems)));
  optimizeLateFor(given.inputs);
  const beside = "beside" in named ? named.beside : [];
  const home = options["default-namespace"] ?? namespace;
  const choice = chooses && (namespace !== undefined || workloads.length > 0) ? { namespace, workloads } : undefined;
  return { inputs: given.inputs, config, context: [...context, ...beside], namespace: home, progress, choice, notes: given.notes };
}

/** All that was read: inputs, configurations, context. */
export function givenTexts({ inputs, config, context = [] }: SourceTexts, against?: NamedText): readonly string[] {
  return [...inputs, config, against, ...context].flatMap((given) => (given && "text" in given ? [given.text] : []));
}

/** Files read besides the input; a file that is also input counts once. */
function contextOf(options: Options, inputs: readonly NamedText[]) {
  const flagged = istioctlContext(options);
  const named = readInputs(options.context);
  const isInput = ({ file }: NamedText) => inputs.some((input) => resolve(input.file) === resolve(file));
  return {
    context: [...flagged.context, ...named.inputs.filter((input) => !isInput(input))],
    diagnostics: [...flagged.diagnostics, ...named.diagnostics],
  };
}

/** The configuration may be among the manifests; it is not read from there. */
function noConfiguration(inputs: readonly NamedText[]): string {
  const [found] = findConfigs(inputs);
  if (!found)
    return "no configuration is given; pass -c FILE, a file with a SidecarInjector, or a ResourceList with a functionConfig. podgraft init prints a first configuration";
  const isAlone = inputs.some(({ file, text }) => file === found.file && split(file, text).parts.length === 1);
  const remedy = isAlone ? `pass it with -c ${found.file}` : "move it into a file of its own and pass that with -c FILE";
  return `no configuration is given, and ${found.file}:${found.line} is a ${KIND}; ${remedy}`;
}

/** As it is there for what istioctl takes from files, it would say nothing beside a configuration. */
function revisionAlone({ revision, config, injectConfigFile, meshConfigFile, valuesFile, operatorFileName }: Options): boolean {
  const files = [injectConfigFile, meshConfigFile, valuesFile, ...operatorFileName];
  return revision !== undefined && config !== undefined && files.every((file) => file === undefined);
}

function flaggedConfig(options: Options): NamedText | undefined {
  return options.injectConfigFile !== undefined || options.operatorFileName.length > 0 ? istioctlConfig(options) : undefined;
}
