import type { OptionName, Options } from "./option-table.ts";

/** A command as its help tells it. */
export interface CommandFacts {
  readonly summary: string;
  /** More than the summary says, as paragraphs. */
  readonly details?: string;
  /** What it wants without an option's name. */
  readonly operand?: string;
  /** What it takes without an option's name as often as one likes: files as -f names them, or also workloads; or directories, one at least. */
  readonly operands?: "files" | "workloads" | "directories";
  /** What the help says of an option, where it means something else here. */
  readonly help?: Readonly<Partial<Record<OptionName, string>>>;
  readonly options: readonly OptionName[];
  /** The values that an option takes, the default first. */
  readonly choices?: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** Options of which each, or for a list one of it, has to be given. */
  readonly needs: readonly (readonly OptionName[])[];
  /** Options that exclude each other. */
  readonly conflicts?: readonly (readonly [OptionName, OptionName])[];
  /** Command lines that work from the project's own directory. */
  readonly examples: readonly string[];
}

const files: readonly OptionName[] = ["file", "filename"];
const mesh: readonly OptionName[] = ["injectConfigFile", "meshConfigFile", "valuesFile", "operatorFileName", "revision"];
/** What nearly every command reads. */
const inputs: readonly OptionName[] = [...files, "config", "namespace", "default-namespace", "context"];
const words: readonly OptionName[] = ["verbose", "quiet"];
const chosenNamespace = { namespace: "only workloads in this namespace; resources that name none count as in it" };
const operandText =
  "A FILE without -f is the same as with it. KIND/NAME or KIND/NAMESPACE/NAME, with a kind as kubectl takes it (deploy/web),\nleaves out all other workloads. What exists as a path, or ends in .yaml, .yml or .json, is a file.";
const example = "-f examples/log-shipper -c examples/log-shipper/injector.yaml";

export const commandTable = {
  inject: {
    summary: "Prints the manifests with the sidecars grafted into every pod template that qualifies.",
    details:
      "Documents, Lists and ResourceLists come back as what they were. In a directory, kustomization files, Kptfiles\nand what a .podgraftignore names are left alone.\nWithout -c the configuration is the functionConfig of a ResourceList in the input.\n--format list makes one List; patch makes a kustomization's `patches`, which give the same when kustomize applies them.",
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
    summary: "Says for each pod template what is injected, and by which rule; with -v every fact consulted and what would change it.",
    details: `${operandText}\nWithout -f, --pod-labels and --namespace-labels describe a pod that does not exist yet.\n--format html makes a page for a browser, which loads nothing: a table with filters, each decision, each diff.`,
    operands: "workloads",
    help: chosenNamespace,
    options: [...inputs, "pod-labels", "namespace-labels", "format", "mask", "output", "allow-empty", ...mesh, ...words],
    choices: { format: ["text", "json", "mermaid", "html"] },
    needs: [["file", "filename", "pod-labels", "namespace-labels"]],
    conflicts: [["verbose", "quiet"]],
    examples: [`podgraft explain ${example}`, `podgraft explain -v ${example}`],
  },
  check: {
    summary: "Finds injection that is out of date, annotations that do nothing, and what will not work. Exits 1 where it finds anything.",
    details: `${operandText}\n--suppress takes a code of podgraft's or Istio's, and a resource as Kind/namespace/name. The annotation\ngalley.istio.io/analyze-suppress on a pod or workload does the same.\n--fix renames what is misspelt, moves what is misplaced, and injects again what is stale; it tells what it fixed and what is left.`,
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
    summary: "Shows what injection would change, as a unified diff. Exits 1 where anything would.",
    details: `${operandText}\nWith --against, what changes when that configuration takes the place of the one under -c: by meaning, then as text.\n--format patch makes a kustomization's \`patches\`.`,
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
    summary: "Takes out what podgraft grafted, by what it wrote down on each workload.",
    details: "What istioctl kube-inject injected is removed by its own notes on the pod; the report says what they leave open.",
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
      "A kustomization is built by kustomize, or by kubectl where that is missing; a Chart.yaml by helm template; in any other\ndirectory all manifests are read. Documents come out: no Lists, no SidecarInjectors, no local configuration.\nWithout -c the SidecarInjector is the one in what was built, else the one in the directory.\nSeveral directories, or --shard, need -o: each is written to its own path below it, and fails alone.",
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
    help: { output: "a directory: write a file for each object there, and a kustomization that lists them" },
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
    details: "The image of podgraft has no shell and no other program. So podgraft copies itself to where other containers find it.",
    operands: "directories",
    options: ["quiet"],
    needs: [],
    examples: ["podgraft copy /tools"],
  },
  guard: {
    summary: "Prints an admission policy that refuses pods which should carry a sidecar and do not, or carry another version.",
    details:
      "A ValidatingAdmissionPolicy and its binding (Kubernetes 1.30 or newer), for what bypasses Git. It decides by the labels\nthat namespaces and pods have at admission. --context takes the mesh's ConfigMaps. What CEL cannot express is a warning.",
    options: ["config", "context", "action", "output", ...words],
    choices: { action: ["deny", "warn", "audit"] },
    needs: [["config"]],
    conflicts: [["verbose", "quiet"]],
    examples: ["podgraft guard -c examples/log-shipper/injector.yaml", "podgraft guard --action warn -c examples/istio/injector.yaml"],
  },
  init: {
    summary: "Prints a first configuration with comments; from a dump of the cluster, with what the cluster shows.",
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
    summary: "Prints the script by which a shell completes podgraft's command lines.",
    operand: "SHELL",
    options: ["shell", "output"],
    choices: { shell: ["bash", "zsh", "fish"] },
    needs: [],
    examples: ["podgraft completion bash"],
  },
} as const satisfies Readonly<Record<string, CommandFacts>>;

export type CommandName = keyof typeof commandTable;

type Choices<Command extends CommandName> = (typeof commandTable)[Command] extends { readonly choices: infer Of } ? Of : never;

/** A value that an option of a command takes. A record over them has to hold a writer for each. */
export type ChoiceOf<
  Command extends CommandName,
  Option extends keyof Choices<Command>,
> = Choices<Command>[Option] extends readonly (infer Value extends string)[] ? Value : never;

/** What was given for such an option, which was checked when it was read, or the first of its choices. */
export function chosen<Command extends CommandName, Option extends keyof Choices<Command> & OptionName>(
  command: Command,
  option: Option,
  options: Options,
): ChoiceOf<Command, Option> {
  const { choices }: CommandFacts = commandTable[command];
  return (options[option] ?? choices?.[option]?.[0]) as ChoiceOf<Command, Option>;
}

export function commandNamed(name: string): CommandFacts | undefined {
  return Object.hasOwn(commandTable, name) ? commandTable[name as CommandName] : undefined;
}
