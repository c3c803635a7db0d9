export const generalHelp = `podgraft grafts sidecars into pod templates at manifest-build time.

Usage:
  podgraft                                    as a KRM function: a ResourceList on stdin
  podgraft inject   -f FILE -c CONFIG [-o FILE]
  podgraft diff     -f FILE -c CONFIG [--exit-zero]
  podgraft uninject -f FILE [-o FILE] [--only NAME]
  podgraft --version

Options:
  -f, --file FILE    a file, a directory (all .yaml, .yml and .json in it) or - for standard input; may be repeated
  -c, --config FILE  the SidecarInjector
  -o, --output FILE  write there instead of standard output
  --exit-zero        diff: exit 0 also where something would change
  --only NAME        uninject: only what the configuration of this name put there

Manifests go to standard output, the report to standard error.
Exit 0: done. 1: a workload cannot be injected, or diff found a difference. 2: bad usage or input.
`;

const helps: Readonly<Record<string, string>> = {
  inject: `podgraft inject -f FILE -c CONFIG [-o FILE]

Prints the manifests with the sidecars grafted into every pod template that qualifies.

  podgraft inject -f examples/log-shipper/app.yaml -c examples/log-shipper/injector.yaml
`,
  diff: `podgraft diff -f FILE -c CONFIG [--exit-zero]

Shows what injection would change, as a unified diff. Exits 1 where anything would.

  podgraft diff --exit-zero -f examples/log-shipper -c examples/log-shipper/injector.yaml
`,
  uninject: `podgraft uninject -f FILE [-o FILE] [--only NAME]

Takes out what podgraft grafted, by what it wrote down on each workload.

  podgraft uninject -f examples/log-shipper/.expected/output.yaml
`,
};

export function commandHelp(command: string): string {
  return helps[command] ?? generalHelp;
}
