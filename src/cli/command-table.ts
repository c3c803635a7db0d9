import { type OptionFacts, type OptionName, type Options, optionTable } from "./option-table.ts";

/** A command as its help describes it. */
export interface CommandFacts {
  readonly summary: string;
  /** What the summary does not say, as paragraphs. */
  readonly details?: string;
  /** Its one positional argument. */
  readonly operand?: string;
  /** Its positional arguments, any number: files as for -f, or also workloads; or directories, at least one. */
  readonly operands?: "files" | "workloads" | "directories";
  /** The help of options that mean something else in this command. */
  readonly help?: Readonly<Partial<Record<OptionName, string>>>;
  /** The values of options that take something else in this command, as their help names them. */
  readonly values?: Readonly<Partial<Record<OptionName, string>>>;
  readonly options: readonly OptionName[];
  /** The values that an option takes, the default first. */
  readonly choices?: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** Required options: one of each list. */
  readonly needs: readonly (readonly OptionName[])[];
  /** Options that exclude each other. */
  readonly conflicts?: readonly (readonly [OptionName, OptionName])[];
  /** Command lines that work from the project's own directory. */
  readonly examples: readonly string[];
}

const files: readonly OptionName[] = ["file", "filename"];
const mesh: readonly OptionName[] = ["injectConfigFile", "meshConfigFile", "valuesFile", "operatorFileName", "revision"];
/** The inputs of nearly every command. */
const inputs: readonly OptionName[] = [...files, "config", "namespace", "default-namespace", "context"];
const words: readonly OptionName[] = ["verbose", "quiet"];
const chosenNamespace = { namespace: "only workloads in this namespace; resources that name none count as in it" };
const operandText =
  "-f before a FILE may be omitted. KIND/NAME or KIND/NAMESPACE/NAME, with a kind as in kubectl (deploy/web), selects only\nthat workload. An argument that exists as a path, or ends in .yaml, .yml or .json, is a file.";
const example = "-f examples/log-shipper -c examples/log-shipper/injector.yaml";

export const commandTable = {
  inject: {
    summary: "Prints the manifests with the sidecars grafted into every pod template that qualifies.",
    details:
      "Documents, Lists and ResourceLists keep their form. In a directory, kustomization files, Kptfiles and the files that a\n.podgraftignore lists are left alone.\nWithout -c, the configuration is the functionConfig of a ResourceList in the input.\n--format list makes one List; patch makes a kustomization's `patches`, which give the same result when kustomize applies them.",
    operands: "files",
    options: [...inputs, "output", "in-place", "format", "report-file", "allow-empty", ...mesh, ...words],
    choices: { format: ["yaml", "list", "patch"] },
    needs: [files],
    conflicts: [
      ["in-place", "output"],
      ["in-place", "format"],
      ["verbose", "quiet"],
    ],
    examples: [`podgraft inject ${example}`, `podgraft inject --format patch ${example}`],
  },
  explain: {
    summary: "Says for each pod template what is injected, and by which rule; with -v, every fact consulted and what would change it.",
    details: `${operandText}\nWithout -f, --pod-labels and --namespace-labels describe a pod that does not exist yet.\n--format html makes a page for a browser, which loads nothing else: a table with filters, each decision, each diff.`,
    operands: "workloads",
    help: chosenNamespace,
    options: [...inputs, "pod-labels", "namespace-labels", "format", "mask", "output", "allow-empty", ...mesh, ...words],
    choices: { format: ["text", "json", "mermaid", "html"] },
    needs: [["file", "filename", "pod-labels", "namespace-labels"]],
    conflicts: [["verbose", "quiet"]],
    examples: [`podgraft explain ${example}`, `podgraft explain -v ${example}`],
  },
  check: {
    summary: "Finds sidecars that are out of date, annotations that have no effect, and pods that will not work. Exits 1 if it finds any.",
    details: `${operandText}\n--suppress takes a code of podgraft's or Istio's, and a resource as Kind/namespace/name. The annotation\ngalley.istio.io/analyze-suppress on a pod or workload does the same.\n--fix corrects misspelt names, moves misplaced keys, and injects again what is out of date. It says what it fixed and what is left.`,
    operands: "workloads",
    help: chosenNamespace,
    options: [
      ...inputs,
      "fix",
      "require-injected",
      "suppress",
      "fail-on",
      "report",
      "docs-url",
      "output",
      "allow-empty",
      ...mesh,
      ...words,
    ],
    choices: { "fail-on": ["warning", "error", "info"], report: ["text", "json", "sarif", "junit", "github", "markdown"] },
    needs: [files],
    conflicts: [["verbose", "quiet"]],
    examples: [
      "podgraft check -f examples/log-shipper -c examples/log-shipper/injector.yaml",
      "podgraft check --report sarif -f examples/log-shipper -c examples/log-shipper/injector.yaml",
    ],
  },
  diff: {
    summary: "Shows what injection would change, as a unified diff. Exits 1 if anything would change.",
    details: `${operandText}\nWith --against, shows what changes if that configuration replaces the one under -c: by meaning, then as text.\n--format patch makes a kustomization's \`patches\`.`,
    operands: "workloads",
    help: chosenNamespace,
    options: [
      ...files,
      "config",
      "against",
      "namespace",
      "default-namespace",
      "context",
      "format",
      "mask",
      "summary",
      "provenance",
      "output",
      "exit-zero",
      "allow-empty",
      ...mesh,
      ...words,
    ],
    choices: { format: ["text", "json", "patch", "markdown"] },
    needs: [files],
    conflicts: [["verbose", "quiet"]],
    examples: [`podgraft diff --exit-zero ${example}`, `podgraft diff --exit-zero --summary ${example}`],
  },
  uninject: {
    summary: "Removes what podgraft grafted, using the record that it keeps on each workload.",
    details: "What istioctl kube-inject injected is removed using Istio's own annotations; the report says what they leave open.",
    operands: "files",
    options: [...files, "output", "in-place", "only", "allow-empty", ...words],
    needs: [files],
    conflicts: [
      ["in-place", "output"],
      ["verbose", "quiet"],
    ],
    examples: ["podgraft uninject -f examples/log-shipper"],
  },
  build: {
    summary: "Builds a directory with kustomize or helm, or reads it, and injects: what Argo CD runs as a plugin.",
    details:
      "kustomize builds a kustomization, or kubectl if kustomize is missing; helm template builds a Chart.yaml; in any other\ndirectory all manifests are read. The output is documents, without Lists, SidecarInjectors and local configuration.\nWithout -c, the SidecarInjector is the one in what was built, or else the one in the directory.\nSeveral directories, or --shard, need -o: each is written to its own path below it, and a failure does not affect the others.",
    operands: "directories",
    options: [
      "config",
      "namespace",
      "default-namespace",
      "context",
      "kustomize-flag",
      "helm-flag",
      "timeout",
      "list",
      "shard",
      "output",
      "allow-empty",
      ...words,
    ],
    help: { output: "write a file for each object there, and a kustomization that lists them" },
    values: { output: "DIR" },
    choices: { list: ["config", "discovery", "parameters"] },
    needs: [],
    conflicts: [
      ["list", "output"],
      ["list", "shard"],
      ["verbose", "quiet"],
    ],
    examples: ["podgraft build examples/log-shipper", "podgraft build examples/log-shipper --list config"],
  },
  copy: {
    summary: "Copies the executable into a directory, for an init container.",
    details: "podgraft's image has no shell and no other program, so podgraft copies itself to where other containers find it.",
    operands: "directories",
    options: ["quiet"],
    needs: [],
    examples: ["podgraft copy /tools"],
  },
  guard: {
    summary: "Prints an admission policy that refuses pods that lack a sidecar they should have, or have another version of it.",
    details:
      "A ValidatingAdmissionPolicy and its binding (Kubernetes 1.30 or newer), for pods that bypass Git. It decides by the labels\nthat namespaces and pods have at admission. --context takes the mesh's ConfigMaps. What CEL cannot express is a warning.",
    options: ["config", "context", "action", "output", ...words],
    choices: { action: ["deny", "warn", "audit"] },
    needs: [["config"]],
    conflicts: [["verbose", "quiet"]],
    examples: ["podgraft guard -c examples/log-shipper/injector.yaml", "podgraft guard --action warn -c examples/istio/injector.yaml"],
  },
  init: {
    summary: "Prints a first configuration with comments; with a dump of the cluster, one that fits the cluster.",
    details:
      "The dump is a List as kubectl prints it:\nkubectl get ns,cm,mutatingwebhookconfiguration,nodes -A -o yaml | podgraft init -f - -o injector.yaml\nWhat the mesh's ConfigMaps set beyond the chart's defaults becomes values and meshConfig; if its templates were edited, a\nwarning names the ConfigMaps to keep in the input.",
    operands: "files",
    options: [...files, "output", "allow-empty"],
    needs: [],
    examples: ["podgraft init"],
  },
  schema: {
    summary: "Prints the JSON Schema of the configuration, for editors.",
    details:
      "Editors with the YAML language server complete a configuration that begins with\n# yaml-language-server: $schema=podgraft.schema.json",
    options: ["output"],
    needs: [],
    examples: ["podgraft schema"],
  },
  completion: {
    summary: "Prints the script that completes podgraft's command lines in a shell.",
    operand: "SHELL",
    options: ["shell", "output"],
    choices: { shell: ["bash", "zsh", "fish"] },
    needs: [],
    examples: ["podgraft completion bash"],
  },
} as const satisfies Readonly<Record<string, CommandFacts>>;

export type CommandName = keyof typeof commandTable;

type Choices<Command extends CommandName> = (typeof commandTable)[Command] extends { readonly choices: infer Of } ? Of : never;

/** A value that an option of a command takes. A record over these values must have a writer for each. */
export type ChoiceOf<
  Command extends CommandName,
  Option extends keyof Choices<Command>,
> = Choices<Command>[Option] extends readonly (infer Value extends string)[] ? Value : never;

/** The value of such an option, or else the first of its choices. Parsing has checked it. */
export function chosen<Command extends CommandName, Option extends keyof Choices<Command> & OptionName>(
  command: Command,
  option: Option,
  options: Options,
): ChoiceOf<Command, Option> {
  const { choices }: CommandFacts = commandTable[command];
  return (options[option] ?? choices?.[option]?.[0]) as ChoiceOf<Command, Option>;
}

/** What the table of options says about an option, as it is in a command. */
export function optionOf(name: OptionName, { help, values }: CommandFacts): OptionFacts {
  const general: OptionFacts = optionTable[name];
  const value = values?.[name] ?? general.value;
  return { ...general, help: help?.[name] ?? general.help, ...(value === undefined ? {} : { value }) };
}

export function commandNamed(name: string): CommandFacts | undefined {
  return Object.hasOwn(commandTable, name) ? commandTable[name as CommandName] : undefined;
}
