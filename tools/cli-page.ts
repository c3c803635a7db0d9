import { type CommandName, commandTable } from "../src/cli/command-table.ts";
import { commandHelp, generalHelp } from "../src/cli/help.ts";

/** What there is to say of a command that its help has no room for. */
const notes: Readonly<Partial<Record<CommandName, string>>> = {
  inject: `\`--in-place\` writes every file that changes beside its place, waits until it is on the disk, and only when all of
them are there renames them. Modes stay, and a symbolic link stays one. A .podgraftignore in a directory is written
like a .gitignore. A workload that is in the input twice is an error: applied together, the later one would undo
what was done to the earlier.

\`--format patch\` makes JSON patches where a list gains or loses items, since a strategic merge patch cannot say at
which place an item goes in, and strategic merge patches everywhere else. Both hold only for the resources as they
were when the patch was made.

istioctl's flags stand for the objects of a cluster that istioctl reads: --injectConfigFile and --valuesFile for the
injector's ConfigMap, --meshConfigFile for the mesh's. Without -c every namespace counts as selected, as it does for
\`istioctl kube-inject\`.

As a post-renderer of Helm, in a script: \`podgraft inject -f - -c injector.yaml\`. With kubectl:
\`kubectl get deploy -o yaml | podgraft inject -f - -c injector.yaml | kubectl apply -f -\`. Of an
object that comes from a cluster, what the API server filled in does not count as an edit, here and for \`uninject\`.`,
  explain: `\`--format html -o report.html\` makes a page to send around or to keep as a pipeline's artifact: one file that loads nothing, the
same for the same input. Without JavaScript only the filters are missing. With \`--pod-labels\` or \`--namespace-labels\` the page
shows no diffs.

What would change a decision is not guessed: podgraft tries each change, and lists those that work. Where no single change
does, it lists pairs.`,
  check: `An injected workload is stale where injecting again changes anything, podgraft's own notes included. In objects
from a cluster, fields that the API server fills in are not findings; of pods that a controller made, only the images
are compared.

--fix writes to the files themselves, all of them or none, and takes no standard input. A label or annotation that only
needs another name is renamed in place and keeps its comments; one that moves loses its comment, and its value is
quoted. It stays where it is if its new place already has another value, or if a selector asks for the label. What --suppress
leaves out is not fixed.

To guard a kustomize build that was run without --enable-exec, which leaves functions out in silence:
\`kustomize build app | podgraft check -f - -c injector.yaml --require-injected\`.`,
  diff: `--summary counts containers and volumes once for each pod template; CPU and memory are requests times spec.replicas,
of the containers that run as long as the pod. A Job, a Pod and other kinds whose pod template may not change have to
be deleted and recreated: a cluster refuses the change.`,
  completion: `The first line of each script says where it goes. It completes commands, options, the values of options that have a
choice, and files.`,
  uninject: `Where podgraft injected, its provenance gives back what was there. What istioctl injected is known from
sidecar.istio.io/status, the proxy's ISTIO_KUBE_APP_PROBERS and ISTIO_PROMETHEUS_ANNOTATIONS, and proxy.istio.io/overrides:
probes and annotations come back; the names of their ports do not, nor do labels that the user wrote exactly as the
injector does.`,
  build: `What runs is \`kustomize build .\`, or \`kubectl kustomize .\` where there is no kustomize; for a chart \`helm template\`, with
Argo CD's name and namespace of the application and the cluster's versions. It gets a temporary folder of its own. That folder,
and every process that it started, are removed when it ends, when the time is up, and when podgraft is stopped. A build that
fails or prints nothing is an error. Local configuration in the directory counts, though kustomize leaves it out.
More in [ARGO-CD.md](ARGO-CD.md).

\`podgraft build apps/*/ -o rendered\` builds a fleet in one process: \`apps/web\` is written to \`rendered/apps/web\`, just as
\`podgraft build apps/web -o rendered/apps/web\` writes it. An app that cannot be built is reported and left as it was; the
others are written, and the exit status is that of the worst. With \`--shard 1/4\` the second of four processes or machines
takes its quarter. An app's shard depends on its path alone, so each is in exactly one of them whatever the others are. A run that was
killed is repeated: it removes what was left behind. What is up to date is not written again. [FLEET.md](FLEET.md) says how
to run it as a Job, and how long it takes.`,
};

/** The page of the documentation about every command. */
export function cliPage(): string {
  const sections = (Object.keys(commandTable) as CommandName[]).map((name) => {
    const note = notes[name];
    return `## podgraft ${name}\n\n\`\`\`text\n${commandHelp(name)}\`\`\`\n${note === undefined ? "" : `\n${note}\n`}`;
  });
  return `# The command line

This page is what \`--help\` says, and some more; \`node --import tsx tools/cli-docs.ts\` writes it.

\`\`\`text
${generalHelp()}\`\`\`

The report counts workloads: injected ones with the versions of what was grafted, all others by reason. An error or
warning that several workloads share is shown once, with three places. Colours, and a progress line for work that takes over
a second, are for terminals: \`NO_COLOR\`, \`CI\` and \`TERM=dumb\` turn colours off, \`FORCE_COLOR\` turns
them on. [TOUR.md](TOUR.md) shows the commands with what they print.

**Where the configuration comes from.** For \`inject\`, \`explain\`, \`check\` and \`diff\`, the first of these that is given:

1. the file under \`-c\`;
2. istioctl's \`--injectConfigFile\` or \`--operatorFileName\`, which stand for one;
3. the functionConfig of a ResourceList in the input: what a host sends to the function, once it is kept in a file, needs nothing
   else. Of two such lists neither counts: name the file.

\`build\` looks for it in the directory, as described below.

**Files and workloads without a flag.** \`podgraft check app/*.yaml\` is the same as with \`-f\` before each file.
\`explain\`, \`check\` and \`diff\` also take workloads: \`podgraft explain deploy/web -f app\`. They still read everything,
and report on those workloads only. A word is a file if it is \`-\`, if the path exists, or if it ends in .yaml, .yml or
.json; otherwise it is KIND/NAME or KIND/NAMESPACE/NAME, with the kind as kubectl takes it. If both are possible, podgraft
asks you to write \`./deploy/web\` for the path or \`deploy.apps/web\` for the workload.

**Namespaces.** In \`explain\`, \`check\` and \`diff\`, \`-n\` selects the workloads in one namespace. In \`inject\` and
\`build\` it is the namespace of resources that name none. In all of them, \`--default-namespace\` sets only the latter, and
beats \`-n\`. A workload or namespace that the input does not have is an error, exit status 2.

**Empty input is an error, exit status 2, in every command.** Nothing at all, or only comments, is what a failed program
leaves in a pipe. That goes for standard input, for each file that is named, and for a directory in which every file is
empty. An empty List or ResourceList is input like any other, and so is an empty file in a directory beside others. Where no
manifests are normal, as for a chart that has only hooks, pass \`--allow-empty\`.

\`podgraft inject -f web.yaml > web.yaml\` cannot work: the shell empties the file before podgraft starts. Use \`--in-place\`.

${sections.join("\n")}`;
}
