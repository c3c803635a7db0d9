import { reasonFacts } from "../../src/decide/reason-facts.ts";
import { type ReasonCode, reasons } from "../../src/decide/reasons.ts";
import { codeFacts } from "../../src/diagnostic/code-facts.ts";
import { type Code, codes, type Severity } from "../../src/diagnostic/codes.ts";
import { symptoms } from "./symptoms.ts";
import { tableOf } from "./table.ts";

/** Where the table of symptoms goes. */
const BY_SYMPTOM = "(symptoms)\n";

const intro = `# Why is my pod (not) injected?

Every reason and every message of podgraft's, with its cause and what to do. \`node --import tsx tools/reference-docs.ts\`
writes this page from \`src/decide/reasons.ts\` and \`src/diagnostic/codes.ts\`.

## Ask

\`\`\`yaml
# file: injector.yaml
apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: mesh
spec:
  kubernetesVersion: "1.34"
  istio:
    tag: 1.30.5
\`\`\`

\`\`\`yaml
# file: web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - {name: web, image: "example.com/shop/web:2.7.1"}
\`\`\`

\`explain -v\` gives every fact that was consulted, in order, and what would change the answer:

\`\`\`sh
podgraft explain -v -f web.yaml -c injector.yaml
\`\`\`

\`\`\`text
# output
Deployment shop/web (web.yaml:1): istio is not injected: the labels of its namespace are not known
    pod hostNetwork: false
    -> namespace: shop
    -> pod label or annotation sidecar.istio.io/inject: absent
    -> namespace label istio-injection: absent
    -> namespace label istio.io/rev: absent
    -> pod label istio.io/rev: absent
    -> istio.enableNamespacesByDefault: false
    -> not injected (NamespaceUnknown)
    it would be injected with the label sidecar.istio.io/inject=true on the pod template; or the label istio-injection=enabled on the namespace
\`\`\`

"What if" needs no edit:

\`\`\`sh
podgraft explain -f web.yaml -c injector.yaml --namespace-labels istio-injection=enabled
\`\`\`

\`\`\`text
# output
Deployment shop/web (web.yaml:1): istio is injected: its namespace or its revision belongs to the mesh
\`\`\`

If podgraft says that it is injected, and the result has no sidecar, then podgraft did not run: kustomize leaves functions
out without \`--enable-exec\`, and says nothing. \`podgraft check --require-injected\` finds that.

## By symptom

${BY_SYMPTOM}
## Reasons

Your own sidecars ask in this order: the kind, the host's network, \`optIn\`, the selectors, the policy. Istio: the host's network,
system namespaces, an opt-out; then who asks for injection, the namespace before the pod; then the control plane's own
rules. The first that decides ends it.

`;

const severities: readonly (readonly [Severity, string])[] = [
  ["error", "Errors: nothing is written, the exit status is 1 (2 for input that cannot be read)"],
  ["warning", "Warnings: it works, but perhaps not as meant"],
  ["info", "Infos, which `-v` shows"],
];

const errorNote = `What is wrong with a pod apart from its injection, such as SidecarKeepsJob, is an error in \`check\` only, and a warning when
injecting. That a sidecar of your own keeps a Job from completing may be intended; only \`check\` reports it.

`;

const askers = { both: "both", own: "own sidecars", istio: "Istio", dialect: "[dialects](DIALECTS.md)" } as const;

/** docs/WHY.md. */
export function whyPage(): string {
  const reasonRows = (Object.keys(reasonFacts) as ReasonCode[]).map((code) => {
    const { answer, rule, when, change } = reasonFacts[code];
    return [code in codes ? `\`${code}\`` : anchored(code), reasons[code], answer, askers[rule], when, change];
  });
  const messages = severities.map(([severity, title]) => {
    const rows = (Object.keys(codes) as Code[]).filter((code) => codes[code].severity === severity).map(codeRow);
    return `### ${title}\n\n${severity === "error" ? errorNote : ""}${tableOf(["code", "what it says", "cause", "fix"], rows)}`;
  });
  const reasonTable = tableOf(["code", "in words", "injected", "asked by", "when", "to change it"], reasonRows);
  const heading = "## Messages\n\nIST codes are Istio's own for the same. `--suppress CODE[=Kind/namespace/name]` of `check` takes both.\n";
  return `${intro.replace(BY_SYMPTOM, symptomTable())}${reasonTable}\n${heading}\n${messages.join("\n")}`;
}

function codeRow(code: Code): readonly string[] {
  const facts: { readonly summary: string; readonly ist?: string } = codes[code];
  const { cause, fix } = codeFacts[code];
  return [`${anchored(code)}${facts.ist === undefined ? "" : ` (${facts.ist})`}`, facts.summary, cause, fix];
}

function anchored(code: Code | ReasonCode): string {
  return `<a id="${anchorOf(code)}"></a>\`${code}\``;
}

function anchorOf(code: Code | ReasonCode): string {
  return code.toLowerCase();
}

function symptomTable(): string {
  const linked = (code: Code | ReasonCode) => `[\`${code}\`](#${anchorOf(code)})`;
  return tableOf(
    ["what you see", "look at"],
    symptoms.map(({ seen, pages = [], codes: found = [] }) => [seen, [...pages, ...found.map(linked)].join(", ")]),
  );
}
