import { type Diagnostic, hasErrors, type ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { type UserWorkload, workloadOf } from "../../kube/workloads.ts";
import { type Choice, type Chooses, chooser, unmatched } from "../choice.ts";
import type { Config, ConfigResult } from "../config/config.ts";
import { configOfInputs } from "../config/config-of-inputs.ts";
import { type ConfigObject, readConfigObject, readConfigText } from "../config/config-text.ts";
import { type Loaded, type LoadedObject, load, type Opened, open } from "../load.ts";
import { faultsOf, loadTexts, type Progress, type Reader, textsBy } from "../load-texts.ts";
import type { NamedText } from "../named-text.ts";
import { withBrokenTold } from "./broken-documents.ts";
import { duplicates, namedWorkloads } from "./duplicates.ts";
import { workloadsOf } from "./workloads.ts";

/** The input of a command, as texts. */
export interface SourceTexts {
  readonly inputs: readonly NamedText[];
  /** Absent: the functionConfig of a ResourceList among the inputs. */
  readonly config?: NamedText | ConfigObject | undefined;
  /** Read for their facts about namespaces and the mesh, and not returned. */
  readonly context?: readonly NamedText[];
  /** The namespace of resources that name none, instead of the configuration's. */
  readonly namespace?: string | undefined;
  readonly progress?: Progress | undefined;
  /** The workloads that the command is about; absent: all. */
  readonly choice?: Choice | undefined;
}

/** The same, opened or read. */
export interface SourcesOf<Input extends Opened> {
  readonly inputs: readonly Input[];
  /** The inputs and then the context without its workloads. */
  readonly all: readonly (Input | Loaded)[];
  readonly config: Config;
  readonly progress?: Progress | undefined;
  /** Absent: all. */
  readonly chooses?: Chooses | undefined;
}

export type Sources = SourcesOf<Loaded>;

type Unusable = { readonly diagnostics: readonly Diagnostic[] };

/** Reads the whole input of a command, or reports everything that keeps it from being read. */
export function readSources(texts: SourceTexts): Sources | Unusable {
  return sourcesBy(load, texts);
}

/**
 * The same for a command that processes the workloads one after the other, and then finds those that cannot be read.
 */
export function openSources(texts: SourceTexts): SourcesOf<Opened> | Unusable {
  // Whether the chosen workloads exist must be known before anything is reported about them.
  return sourcesBy(texts.choice ? load : open, texts);
}

function sourcesBy<Input extends Opened>(reader: Reader<Input>, texts: SourceTexts): SourcesOf<Input> | Unusable {
  const read = readConfigOf(texts);
  const kinds = "config" in read ? read.config.spec.workloads : undefined;
  const { inputs: given, context: aside = [], progress, choice } = texts;
  const inputs = withBrokenTold(textsBy(reader, given, { kinds, progress }));
  const context = loadTexts(aside, { kinds }).map((file) => withoutWorkloads(file, kinds));
  const all = [...inputs, ...context];
  const named = namedWorkloads(
    inputs.flatMap(({ objects }) => objects),
    kinds,
  );
  const faults = [...("diagnostics" in read ? read.diagnostics : []), ...faultsOf(all), ...duplicates(named)];
  if (!("config" in read) || hasErrors(faults)) return { diagnostics: faults };
  const config = inNamespace(read.config, texts.namespace);
  const home = config.spec.namespaces?.default;
  const lost = choice ? unmatched(choice, identitiesOf(inputs, kinds), home) : [];
  if (lost.length > 0) return { diagnostics: lost };
  return { inputs, all, config, progress, chooses: choice && chooser(choice, home) };
}

function readConfigOf({ config, inputs }: SourceTexts): ConfigResult {
  if (config === undefined) return configOfInputs(inputs);
  return "text" in config ? readConfigText(config.file, config.text) : readConfigObject(config);
}

/** Files that are only read are not injected into or counted, and cannot fail the rest. */
function withoutWorkloads(loaded: Loaded, kinds?: readonly UserWorkload[]): Loaded {
  const isWorkload = ({ object: { identity } }: LoadedObject) => workloadOf(identity.apiVersion, identity.kind, kinds) !== undefined;
  return { ...loaded, objects: loaded.objects.filter((found) => !isWorkload(found)) };
}

function identitiesOf(inputs: readonly Opened[], kinds?: readonly UserWorkload[]): readonly ResourceIdentity[] {
  return inputs.flatMap(({ objects }) => workloadsOf(objects, kinds).map(({ object }) => object.identity));
}

function inNamespace(config: Config, namespace: string | undefined): Config {
  if (namespace === undefined) return config;
  return { ...config, spec: { ...config.spec, namespaces: { ...config.spec.namespaces, default: namespace } } };
}
