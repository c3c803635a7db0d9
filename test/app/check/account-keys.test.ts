import { checkTexts } from "../../../src/app/check/check.ts";
import { assert, table } from "../../cases.ts";

const web = (annotation: string, account: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations:
        ${annotation}: a
    spec:
      ${account}
      containers: [{name: web, image: "web:1"}]
`;
const config = (more: string) => `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: logs}
spec:
${more}  sidecars: [{name: s, policy: enabled, template: {spec: {containers: [{name: s, image: "s:1"}]}}}]
`;

interface Row {
  readonly annotation: string;
  readonly account?: string;
  readonly more?: string;
  readonly fix?: string;
}

const moved = (account: string) => `move it to metadata.annotations of the ServiceAccount ${account}`;

const rows: readonly Row[] = [
  { annotation: "eks.amazonaws.com/role-arn", fix: moved("default") },
  { annotation: "eks.amazonaws.com/role-arn", account: "serviceAccountName: web", fix: moved("web") },
  { annotation: "eks.amazonaws.com/role-arn", more: "  dialects: {aws-pod-identity: {}}\n", fix: moved("default") },
  { annotation: "eks.amazonaws.com/token-expiration" },
  { annotation: "azure.workload.identity/client-id", fix: moved("default") },
  { annotation: "azure.workload.identity/skip-containers" },
  { annotation: "iam.gke.io/gcp-service-account", fix: moved("default") },
  { annotation: "iam.amazonaws.com/role" },
];

table("an annotation of the pod that a cloud reads from its ServiceAccount", rows, {
  title: ({ annotation, account = "", more = "" }) => `${annotation} ${account}${more.trim()}`,
  run: ({ annotation, account = "automountServiceAccountToken: false", more = "", fix }) => {
    const texts = { inputs: [{ file: "web.yaml", text: web(annotation, account) }], config: { file: "config.yaml", text: config(more) } };
    const { findings = [] } = checkTexts(texts, { requireInjected: false });
    assert.equal(
      findings.map((found) => [found.code, found.location?.line, found.fix]),
      fix === undefined ? [] : [["MisplacedAnnotation", 10, fix]],
    );
  },
});
