import { type Diagnostic, diagnostic, hasErrors, type Location } from "../../diagnostic/diagnostic.ts";
import { split } from "../../krm/split.ts";
import { type UserWorkload, workloadOf } from "../../kube/workloads.ts";
import { at } from "../../value/value.ts";
import type { Config, ConfigResult } from "../config/config.ts";
import { configOfInputs } from "../config/config-of-inputs.ts";
import { type ConfigObject, readConfigObject, readConfigText } from "../config/config-text.ts";
import { type Loaded, type LoadedObject, load } from "../load.ts";
import type { NamedText } from "../named-text.ts";
import { withBrokenTold } from "./broken-documents.ts";

/** What a command was given, as texts. */
export interface SourceTexts {
  readonly inputs: readonly NamedText[];
  /** Absent: the functionConfig of a ResourceList among the inputs. */
  readonly config?: NamedText | ConfigObject | undefined;
  /** Read for what they say of namespaces and the mesh, and not given back. */
  readonly context?: readonly NamedText[];
  /** The namespace of resources that name none, in place of the configuration's. */
  readonly namespace?: string | undefined;
  readonly progress?: Progress | undefined;
}

/** Hears how far the work is. */
export type Progress = (state: { readonly phase: "read" | "done"; readonly done: number; readonly of: number }) => void;

/** The same, read. */
export interface Sources {
  readonly loaded: readonly Loaded[];
  /** The inputs and then the context without its workloads. */
  readonly all: readonly Loaded[];
  readonly config: Config;
  readonly progress?: Progress | undefined;
}

/** Reads all that a command was given, or tells everything that keeps it from being read. */
export function readSources(texts: SourceTexts): Sources | { readonly diagnostics: readonly Diagnostic[] } {
  const read = readConfigOf(texts);
  const kinds = "config" in read ? read.config.spec.workloads : undefined;
  const { inputs, context: aside = [], progress } = texts;
  const loaded = withBrokenTold(loadTexts(inputs, { kinds, progress }));
  const context = loadTexts(aside, { kinds }).map((file) => withoutWorkloads(file, kinds));
  const all = [...loaded, ...context];
  const faults = [...("diagnostics" in read ? read.diagnostics : []), ...faultsOf(all), ...duplicates(loaded, kinds)];
  if (!("config" in read) || hasErrors(faults)) return { diagnostics: faults };
  return { loaded, all, config: inNamespace(read.config, texts.namespace), progress };
}

function readConfigOf({ config, inputs }: SourceTexts): ConfigResult {
  if (config === undefined) return configOfInputs(inputs);
  return "text" in config ? readConfigText(config.file, config.text) : readConfigObject(config);
}

/** What is only read is not injected into, nor counted, nor can it fail the rest. */
function withoutWorkloads(loaded: Loaded, kinds?: readonly UserWorkload[]): Loaded {
  const isWorkload = ({ object: { identity } }: LoadedObject) => workloadOf(identity.apiVersion, identity.kind, kinds) !== undefined;
  return { ...loaded, objects: loaded.objects.filter((found) => !isWorkload(found)) };
}

export interface LoadOptions {
  /** Those that the configuration makes known. */
  readonly kinds?: readonly UserWorkload[] | undefined;
  readonly progress?: Progress | undefined;
}

export function loadTexts(inputs: readonly NamedText[], { kinds, progress }: LoadOptions = {}): readonly Loaded[] {
  const loaded: Loaded[] = [];
  for (const { file, text } of inputs) {
    loaded.push(load(split(file, text), kinds));
    progress?.({ phase: "read", done: loaded.length, of: inputs.length });
  }
  return loaded;
}

export function faultsOf(loaded: readonly Loaded[]): readonly Diagnostic[] {
  return loaded.flatMap(({ diagnostics }) => diagnostics);
}

function inNamespace(config: Config, namespace: string | undefined): Config {
  if (namespace === undefined) return config;
  return { ...config, spec: { ...config.spec, namespaces: { ...config.spec.namespaces, default: namespace } } };
}

/**
 * A workload that stands in the inputs twice: whatever was done to it, the later one would undo when both are applied.
 * Those that the cluster gives their names (`generateName`) are as many as there are.
 */
export function duplicates(loaded: readonly Loaded[], kinds?: readonly UserWorkload[]): readonly Diagnostic[] {
  const first = new Map<string, LoadedObject>();
  return loaded
    .flatMap(({ objects }) => objects)
    .flatMap((found) => {
      const { apiVersion, kind, namespace = "", name } = found.object.identity;
      if (name === "" || at(found.object.value, "metadata", "name") === undefined || !workloadOf(apiVersion, kind, kinds)) return [];
      const id = [apiVersion.split("/").at(-2) ?? "", kind, namespace, name].join("\n");
      const earlier = first.get(id);
      if (earlier) return [duplicate(found, earlier.location)];
      first.set(id, found);
      return [];
    });
}

function duplicate({ object, location }: LoadedObject, { file = "", line }: Location): Diagnostic {
  return diagnostic("InvalidInput", {
    message: `Cannot tell which ${object.identity.kind} ${object.identity.name} is meant: it stands in ${file}${line === undefined ? "" : `:${line}`} as well; expected each workload once`,
    fix: "give only one of them; in a directory, name the other in .podgraftignore",
    resource: object.identity,
    location,
  });
}
