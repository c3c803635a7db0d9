import { relative } from "node:path";
import { build } from "../app/build/build.ts";
import { findConfigs } from "../app/build/find-configs.ts";
import { renderedFiles } from "../app/build/rendered-files.ts";
import type { NamedText } from "../app/named-text.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import { graftCounts } from "../report/graft-counts.ts";
import { remembered } from "../value/remembered.ts";
import { type AppKind, appKind } from "./app-kind.ts";
import type { AppRequest } from "./app-programs.ts";
import { appTexts, besideTexts } from "./app-texts.ts";
import { type CommandResult, failed, noted } from "./command-result.ts";
import { type ChoiceOf, chosen } from "./command-table.ts";
import { helmFacts } from "./helm-facts.ts";
import { listedConfig } from "./listed-config.ts";
import type { Options } from "./option-table.ts";
import { parameterAnnouncements } from "./parameter-announcements.ts";
import { withPaths } from "./parameter-paths.ts";
import { type PluginParameters, pluginParameters, refused, VARIABLE } from "./plugin-parameters.ts";
import { readConfigAt } from "./read-config.ts";
import { readInputs } from "./read-inputs.ts";
import { repositoryOf } from "./repository-of.ts";

/** Argo CD gives up after 60 s, in which it also sends the repository, so a longer timeout rarely helps. */
export const DEADLINE = 40;

/** An app: its directory, and the directory that it is written to. */
export interface App {
  readonly directory: string;
  readonly output?: string | undefined;
  /** Whether messages must say which app they are about. */
  readonly isOneOfMany?: true;
}

/** Builds one app and injects. */
export async function buildApp(options: Options, target: App): Promise<CommandResult> {
  const { directory } = target;
  const app = appKind(directory);
  if ("diagnostics" in app) return notBuilt(app.diagnostics);
  const { kind } = app;
  const found = repositoryOf(directory, process.env.ARGOCD_APP_SOURCE_PATH);
  const repository = found.root;
  if (options.list !== undefined) return listed(options, { kind, directory, repository });
  const given = pluginParameters(process.env);
  const parameters = "diagnostics" in given ? given : withPaths(given, { directory, repository: found });
  if ("diagnostics" in parameters) return notBuilt(parameters.diagnostics);
  const problem = unfitting(kind, parameters, options);
  if (problem) return notBuilt([problem]);
  const namespace = options["default-namespace"] ?? options.namespace ?? (process.env.ARGOCD_APP_NAMESPACE || undefined);
  const helm = kind === "helm" ? helmFacts(process.env, { directory, namespace, releaseName: parameters.releaseName }) : undefined;
  if (helm && "diagnostics" in helm) return notBuilt(helm.diagnostics);
  const seconds = Number(options.timeout ?? DEADLINE);
  const flags = { kustomizeFlags: options["kustomize-flag"], helmFlags: options["helm-flag"], allowsEmpty: options["allow-empty"] };
  const own = kind === "kustomize" ? await listedConfig(directory) : undefined;
  if (own && "diagnostics" in own) return notBuilt(own.diagnostics);
  const request = { directory, cwd: own?.cwd, own: own?.config, repository, parameters, namespace, seconds, helm, ...flags };
  return built(kind, request, { options, target });
}

function notBuilt(diagnostics: readonly Diagnostic[], code = 2): CommandResult {
  return { ...failed(diagnostics, code), done: "nothing was built" };
}

/** What was given but does not fit the app or the plugin. */
function unfitting(
  kind: AppKind,
  { config, values, valuesFiles, releaseName }: PluginParameters,
  options: Options,
): Diagnostic | undefined {
  if (kind !== "helm" && (values !== undefined || valuesFiles.length > 0 || releaseName !== undefined))
    return refused("release-name, values and values-files are for Helm charts, and the application is not a chart; expected none of them");
  if (config !== undefined && options.config !== undefined)
    return refused("the plugin itself sets the configuration, with -c; expected no parameter config");
  return undefined;
}

/** The files that the options name are the same for every app. */
const configOf = remembered(({ config }: Options) => (config === undefined ? undefined : readConfigAt(config)));
const contextOf = remembered(({ context }: Options) => readInputs(context));

async function built(kind: AppKind, request: AppRequest, { options, target }: { options: Options; target: App }): Promise<CommandResult> {
  const { parameters, namespace, repository } = request;
  const found = (await configOf(options)) ?? (parameters.config === undefined ? request.own : await readConfigAt(parameters.config));
  const config = found && "config" in found ? found.config : found;
  const besideConfig = found && "beside" in found ? found.beside : [];
  const named = contextOf(options);
  const context =
    parameters.context.length === 0 ? { inputs: [], diagnostics: [], notes: [] } : readInputs(parameters.context, { within: repository });
  const labels = labelledNamespace(namespace, parameters.namespaceLabels);
  const problems = [
    ...(config && "diagnostics" in config ? config.diagnostics : []),
    ...named.diagnostics,
    ...context.diagnostics,
    ...("problem" in labels ? [labels.problem] : []),
  ];
  if (problems.length > 0 || (config && "diagnostics" in config) || "problem" in labels) return notBuilt(problems);
  const texts = await appTexts(kind, request);
  const notes = [...named.notes, ...context.notes, ...("notes" in texts ? texts.notes : [])];
  if ("diagnostics" in texts) return noted(notes, notBuilt(texts.diagnostics));
  // A program's name is the same for all apps.
  const isNamed = target.isOneOfMany && kind !== "plain";
  const result = build({
    built: isNamed ? texts.built.map((one) => ({ ...one, file: `${one.file} ${target.directory}` })) : texts.built,
    beside: texts.beside,
    config,
    context: [...named.inputs, ...context.inputs, ...besideConfig, ...labels.texts],
    namespace,
    allowsEmpty: request.allowsEmpty,
  });
  if (result.stream === undefined) return noted(notes, notBuilt(result.diagnostics, result.isUnread ? 2 : 1));
  const { stream: data, diagnostics } = result;
  const written = target.output === undefined ? { data } : { tree: { directory: target.output, files: renderedFiles(data) } };
  return noted(notes, { ...written, diagnostics, done: doneText(diagnostics, request, options), code: 0 });
}

/** The app's namespace as an object, because facts about namespaces come from such objects. */
function labelledNamespace(
  name: string | undefined,
  labels: Readonly<Record<string, string>>,
): { texts: readonly NamedText[] } | { problem: Diagnostic } {
  if (Object.keys(labels).length === 0) return { texts: [] };
  if (name === undefined)
    return { problem: refused("namespace-labels is given, and the application has no namespace; expected spec.destination.namespace") };
  const object = { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
  return { texts: [{ file: "parameter namespace-labels", text: JSON.stringify(object) }] };
}

function doneText(diagnostics: readonly Diagnostic[], { namespace }: AppRequest, options: Options): string {
  const counts = graftCounts(diagnostics);
  if (namespace === undefined) return counts;
  return `${counts}; the namespace of resources that name none is ${namespace} (${namespaceSource(options)})`;
}

function namespaceSource(options: Options): string {
  if (options["default-namespace"] !== undefined) return "--default-namespace";
  return options.namespace === undefined ? "ARGOCD_APP_NAMESPACE" : "-n";
}

/**
 * Lists what is there instead of building: for a plugin's discovery and dynamic parameters. Argo CD also runs discovery
 * for an Application that names the plugin, and sets the variable for each one with a plugin block.
 * Source: argo-cd util/app/discovery/discovery.go cmpSupports
 */
function listed(options: Options, app: { kind: AppKind; directory: string; repository: string }): CommandResult {
  const { kind, directory } = app;
  const files = findConfigs(besideTexts(kind, app)).map(({ file }) => file);
  const own = files.map((file) => relative(directory, file));
  const configText = files.map((file) => `${visibleLine(file)}\n`).join("");
  const writers: Readonly<Record<ChoiceOf<"build", "list">, () => string>> = {
    config: () => configText,
    discovery: () => (VARIABLE in process.env ? "the application has a plugin block\n" : configText),
    parameters: () => parameterAnnouncements(kind, own),
  };
  return { data: writers[chosen("build", "list", options)](), diagnostics: [], done: "", code: 0 };
}
