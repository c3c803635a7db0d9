/** One step of the tour: its text, and the commands that show it. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly TourCommand[];
}

export interface TourCommand {
  readonly command: string;
  /** The exit status, if it is not 0. */
  readonly code?: number;
  /** Only this many of the first lines are shown. */
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
    title: "What if it were labelled?",
    text: "These options assume labels of pods or namespaces; without `-f`, of a pod that does not exist yet.",
    commands: [{ command: "podgraft explain -c injector.yaml -n shop --namespace-labels logging=enabled" }],
  },
  {
    title: "What would change?",
    text: "First as a diff, with exit status 1 if there is a difference, then as totals.",
    commands: [
      { command: "podgraft diff -f . -c injector.yaml", code: 1 },
      { command: "podgraft diff -q --exit-zero --summary -f . -c injector.yaml" },
    ],
  },
  {
    title: "Inject",
    text: "To standard output, to a file with `-o`, as patches for kustomize, or in place: all files or none.",
    commands: [
      { command: "podgraft inject --format patch -q -f . -c injector.yaml", lines: 12 },
      { command: "podgraft inject --in-place -f . -c injector.yaml" },
    ],
  },
  {
    title: "Are the committed files up to date?",
    text: `For CI: \`check\` exits 1 if the configuration gives something other than what is committed, if an annotation has
no effect, or, with \`--require-injected\`, if a sidecar is missing. \`--report sarif\` and \`junit\` are for machines.`,
    commands: [
      { command: "podgraft check --require-injected -f . -c injector.yaml" },
      { command: "sed 's/:3.1.9/:3.2.2/' injector.yaml >../newer.yaml" },
      { command: "podgraft check -f . -c ../newer.yaml", code: 1 },
    ],
  },
  {
    title: "What does an upgrade change?",
    text: "One configuration is compared with another: first by meaning, then as text.",
    commands: [{ command: "podgraft diff -q --exit-zero -f . -c injector.yaml --against ../newer.yaml", lines: 3 }],
  },
  {
    title: "Back",
    text: "This removes what was grafted. The files are as they were, byte for byte.",
    commands: [{ command: "podgraft uninject --in-place -f ." }, { command: "diff app.yaml ../original.yaml && echo the same" }],
  },
  {
    title: "For a host that only applies",
    text: `This builds a directory (with kustomize or helm, or as it is) and injects. The result is documents for the cluster, without
the configuration. Argo CD runs it as a plugin ([ARGO-CD.md](ARGO-CD.md)).`,
    commands: [{ command: "podgraft build . | grep -E '^(---|kind:)'" }],
  },
  {
    title: "What bypasses Git",
    text: "An admission policy from the same configuration refuses pods that lack a sidecar they should have ([GUARD.md](GUARD.md)).",
    commands: [{ command: "podgraft guard -c injector.yaml | grep message:" }],
  },
  {
    title: "A first configuration",
    text: `From a dump of the cluster (\`kubectl get ns,cm,mutatingwebhookconfiguration,nodes -A -o yaml\`) with what the cluster
shows, or, as here, without one. With \`podgraft schema\`, editors complete it.`,
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
