/** One option as the command line and its help know it. */
export interface OptionFacts {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: true;
  /** How the help names its value. */
  readonly value?: string;
  /** Another name for the same, as istioctl has it. */
  readonly aliasOf?: string;
  /** Of its choices none is meant where it is not given. */
  readonly withoutDefault?: true;
  readonly help: string;
}

/** Every option of every command, in the order of the help. */
export const optionTable = {
  file: {
    type: "string",
    short: "f",
    multiple: true,
    value: "FILE",
    help: "a file, a directory (all .yaml, .yml and .json in it) or - for standard input; may be repeated",
  },
  filename: { type: "string", multiple: true, value: "FILE", aliasOf: "file", help: "the same, as istioctl calls it" },
  config: { type: "string", short: "c", value: "FILE", help: "the SidecarInjector: a file, or a directory whose kustomization makes it" },
  against: { type: "string", value: "FILE", help: "a second configuration: show what changes from -c to it" },
  namespace: { type: "string", short: "n", value: "NAME", help: "the namespace of resources that name none" },
  context: {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "a file or directory that is read for Namespaces and the mesh's ConfigMaps, and not printed; may be repeated",
  },
  "kustomize-flag": {
    type: "string",
    multiple: true,
    value: "FLAG",
    help: "a flag for kustomize: --kustomize-flag=--enable-helm; may be repeated",
  },
  "helm-flag": { type: "string", multiple: true, value: "FLAG", help: "a flag for helm template; may be repeated" },
  timeout: { type: "string", value: "SECONDS", help: "how long kustomize or helm may take (40)" },
  list: { type: "string", value: "WHAT", withoutDefault: true, help: "only say what there is, for a plugin's discovery and parameters" },
  output: { type: "string", short: "o", value: "FILE", help: "write there instead of to standard output" },
  "in-place": { type: "boolean", help: "write every file that changes back to where it came from; all of them, or none" },
  format: { type: "string", value: "FORMAT", help: "the form of the output" },
  "allow-empty": {
    type: "boolean",
    help: "accept input without manifests: nothing at all, or only comments, is an error otherwise",
  },
  only: { type: "string", value: "NAME", help: "only what the configuration of this name put there" },
  "pod-labels": { type: "string", multiple: true, value: "K=V,...", help: "as if every pod template had these labels, too" },
  "namespace-labels": { type: "string", multiple: true, value: "K=V,...", help: "as if every namespace had these labels, too" },
  "require-injected": { type: "boolean", help: "also find what should be injected and is not" },
  suppress: {
    type: "string",
    multiple: true,
    value: "CODE[=RESOURCE]",
    help: "leave findings out: StaleInjection, IST0107=Deployment/shop/web",
  },
  "fail-on": { type: "string", value: "SEVERITY", help: "the least severity that makes the exit status 1 (warning)" },
  report: { type: "string", value: "FORMAT", help: "findings for machines on standard output" },
  fix: { type: "boolean", help: "mend what needs no decision, in the files themselves: all of them, or none" },
  summary: { type: "boolean", help: "only count: containers, volumes, CPU and memory, restarts" },
  "exit-zero": { type: "boolean", help: "exit 0 also where something would change" },
  injectConfigFile: { type: "string", value: "FILE", help: "istioctl's: the injector's `config`, or its template alone, instead of -c" },
  meshConfigFile: { type: "string", value: "FILE", help: "istioctl's: the MeshConfig" },
  valuesFile: { type: "string", value: "FILE", help: "istioctl's: the injector's `values`" },
  operatorFileName: { type: "string", multiple: true, value: "FILE", help: "istioctl's: an IstioOperator; of several the later ones win" },
  revision: { type: "string", short: "r", value: "NAME", help: "istioctl's: the control plane's revision" },
  shell: { type: "string", value: "SHELL", withoutDefault: true, help: "the shell" },
  verbose: { type: "boolean", short: "v", help: "tell more: every fact consulted, every info" },
  quiet: { type: "boolean", short: "q", help: "errors only on standard error" },
} as const satisfies Readonly<Record<string, OptionFacts>>;

export type OptionName = keyof typeof optionTable;

type ValueOf<Facts> = Facts extends { type: "boolean" }
  ? boolean
  : Facts extends { multiple: true }
    ? readonly string[]
    : string | undefined;

/** What was given for each option: false, undefined or an empty list where it was not. */
export type Options = { readonly [Name in OptionName]: ValueOf<(typeof optionTable)[Name]> } & {
  /** What stands without an option's name, where the command takes that. */
  readonly operand?: string | undefined;
};
