import { type CommandName, commandTable } from "../src/cli/command-table.ts";
import { commandHelp, generalHelp } from "../src/cli/help.ts";

/** What this page says about a command beyond its help. */
const notes: Readonly<Partial<Record<CommandName, string>>> = {
  inject: `\`--in-place\` writes each changed file beside its target, waits until all of them are on the disk, and then renames them.
File modes and symbolic links stay. A .podgraftignore in a directory has the syntax of a .gitignore. A workload that is in
the input twice is an error: if both were applied, the later one would undo the injection of the earlier one.

\`--format patch\` makes JSON patches where a list gains or loses items, because a strategic merge patch cannot say where
in a list an item goes. Everywhere else it makes strategic merge patches. Both are valid only for the resources as they were
when the patch was made.

istioctl's flags replace the cluster's objects that istioctl reads: --injectConfigFile and --valuesFile the injector's
ConfigMap, --meshConfigFile the mesh's. Without -c, every namespace counts as selected, as in \`istioctl kube-inject\`.

As a post-renderer of Helm, in a script: \`podgraft inject -f - -c injector.yaml\`. With kubectl:
\`kubectl get deploy -o yaml | podgraft inject -f - -c injector.yaml | kubectl apply -f -\`. If an
object comes from a cluster, values that the API server filled in do not count as edits; the same is true for \`uninject\`.`,
  explain: `\`--format html -o report.html\` makes a page to share, or to keep as a pipeline's artifact: one file that loads nothing else, the
same for the same input. Without JavaScript, only the filters are missing. With \`--pod-labels\` or \`--namespace-labels\` the page
shows no diffs.

podgraft does not guess what would change a decision. It tries each change, and lists those that work. If no single change
works, it lists pairs.`,
  check: `An injected workload is out of date (StaleInjection) if injecting again changes anything, podgraft's own annotation
included. In objects from a cluster, fields that the API server fills in are not findings. For pods that a controller made,
only the images are compared.

--fix writes to the files themselves, all of them or none, and does not work with standard input. A label or annotation that only
needs another name is renamed in place and keeps its comments; one that moves loses its comment, and its value is
quoted. It is not moved if its new place already has another value, or if a selector needs the label. Findings that --suppress
leaves out are not fixed.

kustomize without --enable-exec silently leaves functions out. To find that:
\`kustomize build app | podgraft check -f - -c injector.yaml --require-injected\`.`,
  diff: `--summary counts containers and volumes once for each pod template. CPU and memory are the requests of the containers
that run as long as the pod, times spec.replicas. A Job, a Pod and other kinds whose pod template may not change must be deleted
and recreated: a cluster refuses the change.`,
  completion: `The first line of each script says how to install it. It completes commands, options, the values of options that
have fixed choices, and files.`,
  uninject: `What podgraft injected is restored from its provenance. What istioctl injected is found by
sidecar.istio.io/status, the proxy's ISTIO_KUBE_APP_PROBERS and ISTIO_PROMETHEUS_ANNOTATIONS, and proxy.istio.io/overrides.
Probes and annotations come back. The names of their ports do not, and neither do labels that the user wrote exactly as the
injector does.`,
  build: `podgraft runs \`kustomize build .\`, or \`kubectl kustomize .\` if there is no kustomize. For a chart it runs \`helm template\`, with
the application's name, its namespace, and the cluster's versions from Argo CD. The program gets its own temporary folder. When it
ends, when the time is up, or when podgraft is stopped, podgraft removes that folder and stops every process that the program
started. A build that fails or prints nothing is an error. Local configuration in the directory is used, though kustomize leaves
it out. More in [ARGO-CD.md](ARGO-CD.md).

\`podgraft build apps/*/ -o rendered\` builds a fleet in one process: \`apps/web\` is written to \`rendered/apps/web\`, just as
\`podgraft build apps/web -o rendered/apps/web\` writes it. An app that cannot be built is reported and left as it was; the
others are written, and the exit status is that of the worst. With \`--shard 1/4\`, the second of four processes or machines
builds its quarter. An app's shard depends only on its path, so each app is in exactly one shard, whatever the other apps are. You
can repeat a run that was killed: the next one removes what it left behind. Files that are up to date are not written again.
[FLEET.md](FLEET.md) says how to run it as a Job, and how long it takes.`,
};

/** The page of the documentation about every command. */
export function cliPage(): string {
  const sections = (Object.keys(commandTable) as CommandName[]).map((name) => {
    const note = notes[name];
    return `## podgraft ${name}\n\n\`\`\`text\n${commandHelp(name)}\`\`\`\n${note === undefined ? "" : `\n${note}\n`}`;
  });
  return `# The command line

What \`--help\` says, and more. \`node --import tsx tools/cli-docs.ts\` writes this page.

\`\`\`text
${generalHelp()}\`\`\`

The report counts workloads: injected ones with the versions of what was grafted, all others by reason. An error or
warning that several workloads share is shown once, with three places. Colours, and a progress line for work that takes over
a second, are for terminals: \`NO_COLOR\`, \`CI\` and \`TERM=dumb\` turn colours off, \`FORCE_COLOR\` turns
them on. [TOUR.md](TOUR.md) shows the commands with their output.

**Where the configuration comes from.** \`inject\`, \`explain\`, \`check\` and \`diff\` use the first of these that is given:

1. the file named by \`-c\`;
2. istioctl's \`--injectConfigFile\` or \`--operatorFileName\`, which replace a configuration;
3. the functionConfig of a ResourceList in the input. So if you save what a host sends to the function, the file is all you need.
   If the input has two such lists, neither is used: name the file.

\`build\` looks for it in the directory, as described below.

**Files and workloads without a flag.** \`podgraft check app/*.yaml\` is the same as with \`-f\` before each file.
\`explain\`, \`check\` and \`diff\` also take workloads: \`podgraft explain deploy/web -f app\`. They still read everything,
but report only on those workloads. An argument is a file if it is \`-\`, if the path exists, or if it ends in .yaml, .yml or
.json. Otherwise it is KIND/NAME or KIND/NAMESPACE/NAME, with the kind as in kubectl. If both are possible, podgraft
asks you to write \`./deploy/web\` for the path or \`deploy.apps/web\` for the workload.

**Namespaces.** In \`explain\`, \`check\` and \`diff\`, \`-n\` selects the workloads in one namespace. In \`inject\` and
\`build\` it is the namespace of resources that name none. In all of them, \`--default-namespace\` sets only that namespace, and
takes precedence over \`-n\`. A workload or namespace that the input does not have is an error, exit status 2.

**Empty input is an error, exit status 2, in every command.** A failed program leaves nothing in a pipe, or only comments. The
rule applies to standard input, to each named file, and to a directory in which every file is empty. It does not apply to an
empty List or ResourceList, or to an empty file in a directory beside others. If input without manifests is normal, as for a
chart that has only hooks, pass \`--allow-empty\`.

\`podgraft inject -f web.yaml > web.yaml\` cannot work: the shell empties the file before podgraft starts. Use \`--in-place\`.

${sections.join("\n")}`;
}
