/** The headings of the help, in its order. */
export const optionGroups = {
  input: "Input",
  findings: "Findings",
  output: "Output",
  istioctl: "istioctl's flags, as kube-inject takes them",
} as const;

export type OptionGroup = keyof typeof optionGroups;

/** One option of the command line and its help. */
export interface OptionFacts {
  readonly group: OptionGroup;
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: true;
  /** The name of its value in the help. */
  readonly value?: string;
  /** The option that this is another name for, as in istioctl. */
  readonly aliasOf?: string;
  /** None of its choices is the default. */
  readonly withoutDefault?: true;
  readonly help: string;
}

/** Every option of every command, in the order of the help. */
export const optionTable = {
  file: {
    group: "input",
    type: "string",
    short: "f",
    multiple: true,
    value: "FILE",
    help: "a file, a directory (all .yaml, .yml and .json in it) or - for standard input; may be repeated",
  },
  filename: { group: "istioctl", type: "string", multiple: true, value: "FILE", aliasOf: "file", help: "the same as --file" },
  config: {
    group: "input",
    type: "string",
    short: "c",
    value: "FILE",
    help: "the SidecarInjector: a file, or a directory with a kustomization that builds it",
  },
  against: { group: "input", type: "string", value: "FILE", help: "a second configuration: show what changes from -c to it" },
  namespace: { group: "input", type: "string", short: "n", value: "NAME", help: "the same as --default-namespace, as in kubectl" },
  "default-namespace": {
    group: "input",
    type: "string",
    value: "NAME",
    help: "the namespace of resources that name none; overrides the configuration's spec.namespaces.default",
  },
  context: {
    group: "input",
    type: "string",
    multiple: true,
    value: "FILE",
    help: "a file or directory with Namespaces or the mesh's ConfigMaps, which is read but not printed; may be repeated",
  },
  "kustomize-flag": {
    group: "input",
    type: "string",
    multiple: true,
    value: "FLAG",
    help: "a flag for kustomize: --kustomize-flag=--enable-helm; may be repeated",
  },
  "helm-flag": { group: "input", type: "string", multiple: true, value: "FLAG", help: "a flag for helm template; may be repeated" },
  timeout: { group: "input", type: "string", value: "SECONDS", help: "how long kustomize or helm may take (40)" },
  list: {
    group: "output",
    type: "string",
    value: "WHAT",
    withoutDefault: true,
    help: "only list what is there, for a plugin's discovery and parameters",
  },
  shard: {
    group: "input",
    type: "string",
    value: "INDEX/COUNT",
    help: "only this part of the directories, counted from 0; a directory's path alone decides its part",
  },
  output: { group: "output", type: "string", short: "o", value: "FILE", help: "write to this file instead of standard output" },
  "in-place": { group: "output", type: "boolean", help: "write the changed files in place: all of them, or none" },
  format: { group: "output", type: "string", value: "FORMAT", help: "the form of the output" },
  "allow-empty": {
    group: "input",
    type: "boolean",
    help: "accept input without manifests; otherwise empty input, or only comments, is an error",
  },
  only: { group: "output", type: "string", value: "NAME", help: "only what the configuration with this name grafted" },
  "pod-labels": {
    group: "input",
    type: "string",
    multiple: true,
    value: "K=V,...",
    help: "assume that every pod template also has these labels",
  },
  "namespace-labels": {
    group: "input",
    type: "string",
    multiple: true,
    value: "K=V,...",
    help: "assume that every namespace also has these labels",
  },
  "require-injected": { group: "findings", type: "boolean", help: "also find what should be injected and is not" },
  suppress: {
    group: "findings",
    type: "string",
    multiple: true,
    value: "CODE[=RESOURCE]",
    help: "leave findings out: StaleInjection, IST0107=Deployment/shop/web",
  },
  "fail-on": { group: "findings", type: "string", value: "SEVERITY", help: "the lowest severity that makes the exit status 1 (warning)" },
  report: { group: "output", type: "string", value: "FORMAT", help: "findings for machines on standard output" },
  "docs-url": { group: "output", type: "string", value: "URL", help: "where docs/WHY.md is served, for the links in --report sarif" },
  "report-file": {
    group: "output",
    type: "string",
    value: "FILE",
    help: "also write standard error to this file: for hosts that drop it, such as Helm",
  },
  fix: { group: "findings", type: "boolean", help: "fix findings that need no decision, in the files themselves: all files, or none" },
  action: { group: "output", type: "string", value: "ACTION", help: "what the cluster does about such a pod" },
  mask: {
    group: "output",
    type: "boolean",
    help: "write *** instead of values in env that look like secrets, and instead of Secrets' data",
  },
  summary: { group: "output", type: "boolean", help: "only count: containers, volumes, CPU and memory, restarts" },
  provenance: { group: "output", type: "boolean", help: "show podgraft's own annotation in full, not as one line: for `patch`" },
  "exit-zero": { group: "output", type: "boolean", help: "exit 0 even if something would change" },
  injectConfigFile: {
    group: "istioctl",
    type: "string",
    value: "FILE",
    help: "the injector's `config`, or its template alone, instead of -c",
  },
  meshConfigFile: { group: "istioctl", type: "string", value: "FILE", help: "the MeshConfig" },
  valuesFile: { group: "istioctl", type: "string", value: "FILE", help: "the injector's `values`" },
  operatorFileName: {
    group: "istioctl",
    type: "string",
    multiple: true,
    value: "FILE",
    help: "an IstioOperator; if there are several, the last one wins",
  },
  revision: { group: "istioctl", type: "string", short: "r", value: "NAME", help: "the control plane's revision" },
  shell: { group: "input", type: "string", value: "SHELL", withoutDefault: true, help: "the shell" },
  verbose: { group: "output", type: "boolean", short: "v", help: "show more: every fact consulted, every info" },
  quiet: { group: "output", type: "boolean", short: "q", help: "print only errors on standard error" },
} as const satisfies Readonly<Record<string, OptionFacts>>;

export type OptionName = keyof typeof optionTable;

type ValueOf<Facts> = Facts extends { type: "boolean" }
  ? boolean
  : Facts extends { multiple: true }
    ? readonly string[]
    : string | undefined;

/** The value of each option; false, undefined or an empty list if it was not given. */
export type Options = { readonly [Name in OptionName]: ValueOf<(typeof optionTable)[Name]> } & {
  /** The positional argument, if the command takes exactly one. */
  readonly operand?: string | undefined;
  /** The positional arguments of a command that takes directories. */
  readonly directories: readonly string[];
  /** The positional arguments of the form `KIND/NAME`. */
  readonly workloads: readonly string[];
};
