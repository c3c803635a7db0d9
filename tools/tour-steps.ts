/** One stop of the tour: what is to be said, and the commands that show it. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly TourCommand[];
}

export interface TourCommand {
  readonly command: string;
  /** The exit status, where it is not 0. */
  readonly code?: number;
  /** Only so many of the first lines are shown. */
  readonly lines?: number;
}

/** The folder that the tour starts from, in a copy. */
export const START = "examples/log-shipper";

export const PREPARATION = `cp ${START}/app.yaml original.yaml
cp -r ${START} tour
cd tour`;

export const tourSteps: readonly TourStep[] = [
  {
    title: "What would be injected, and why?",
    text: "A line for each pod template and sidecar.",
    commands: [{ command: "podgraft explain -f . -c injector.yaml" }],
  },
  {
    title: "Why is my pod not injected?",
    text: `\`-v\` lists every fact that was consulted, in order and with its line, and what would change the answer. Each of
these changes was tried. \`--format html\` makes a page of it, with filters and diffs, and \`--format mermaid\` a picture.

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="pictures/report-dark.png">
  <img alt="The page: counts, a card for each sidecar with its reasons, and a table of the workloads, one of them opened to show why" src="pictures/report-light.png" width="1120">
</picture>`,
    commands: [
      { command: "podgraft explain -v -f app.yaml -f namespaces.yaml -c injector.yaml" },
      { command: "podgraft explain --format html -f . -c injector.yaml -o report.html" },
    ],
  },
  {
    title: "And if it were labelled?",
    text: "Assume labels of pods or namespaces; without `-f`, of a pod that does not exist yet.",
    commands: [{ command: "podgraft explain -c injector.yaml -n shop --namespace-labels logging=enabled" }],
  },
  {
    title: "What would change?",
    text: "As a diff, which exits 1 if there is any; and the sums.",
    commands: [
      { command: "podgraft diff -f . -c injector.yaml", code: 1 },
      { command: "podgraft diff -q --exit-zero --summary -f . -c injector.yaml" },
    ],
  },
  {
    title: "Inject",
    text: "To standard output, to a file with `-o`, as patches for kustomize, or back to where it came from: all files or none.",
    commands: [
      { command: "podgraft inject --format patch -q -f . -c injector.yaml", lines: 12 },
      { command: "podgraft inject --in-place -f . -c injector.yaml" },
    ],
  },
  {
    title: "Is what is committed still right?",
    text: `For CI: \`check\` exits 1 where the configuration gives something other than what is committed, where an annotation has
no effect, or, with \`--require-injected\`, where a sidecar is missing. \`--report sarif\` and \`junit\` are for machines.`,
    commands: [
      { command: "podgraft check --require-injected -f . -c injector.yaml" },
      { command: "sed 's/:3.1.9/:3.2.2/' injector.yaml >../newer.yaml" },
      { command: "podgraft check -f . -c ../newer.yaml", code: 1 },
    ],
  },
  {
    title: "What does an upgrade change?",
    text: "One configuration against the other, by what the changes mean, and then as text.",
    commands: [{ command: "podgraft diff -q --exit-zero -f . -c injector.yaml --against ../newer.yaml", lines: 3 }],
  },
  {
    title: "Back",
    text: "What was grafted is removed, and the files are what they were, byte for byte.",
    commands: [{ command: "podgraft uninject --in-place -f ." }, { command: "diff app.yaml ../original.yaml && echo the same" }],
  },
  {
    title: "For a host that only applies",
    text: `A directory built (by kustomize or helm, or as it is) and injected, as documents for the cluster: what Argo CD runs as a
plugin ([ARGO-CD.md](ARGO-CD.md)). The configuration is not among them.`,
    commands: [{ command: "podgraft build . | grep -E '^(---|kind:)'" }],
  },
  {
    title: "What bypasses Git",
    text: "An admission policy of the same configuration refuses pods that should carry a sidecar and do not ([GUARD.md](GUARD.md)).",
    commands: [{ command: "podgraft guard -c injector.yaml | grep message:" }],
  },
  {
    title: "A first configuration",
    text: `From a dump of the cluster (\`kubectl get ns,cm,mutatingwebhookconfiguration,nodes -A -o yaml\`) with what the cluster
shows, or, as here, without one. \`podgraft schema\` makes editors complete it.`,
    commands: [{ command: "podgraft init", lines: 9 }, { command: "podgraft schema -o podgraft.schema.json" }],
  },
  {
    title: "Help",
    text: "`podgraft --help`, `podgraft COMMAND --help`, and completion for bash, zsh and fish. All of it is in [CLI.md](CLI.md).",
    commands: [
      { command: "podgraft completion --shell bash >completion.bash" },
      { command: "podgraft explian -f . -c injector.yaml", code: 2 },
    ],
  },
];
