import { helmFacts } from "../../src/cli/helm-facts.ts";
import { assert, table } from "../cases.ts";

const none = { namespace: undefined, kubeVersion: undefined, apiVersions: undefined };

interface Row {
  readonly environment: Readonly<Record<string, string>>;
  readonly directory?: string;
  readonly namespace?: string;
  readonly releaseName?: string;
  /** The facts that helm gets, or the message. */
  readonly want: object | string;
}

const rows: readonly Row[] = [
  { environment: {}, want: { ...none, release: "web" } },
  { environment: { ARGOCD_APP_NAME: "shop" }, namespace: "a-1", want: { ...none, release: "shop", namespace: "a-1" } },
  { environment: { ARGOCD_APP_NAME: "team-a_shop" }, want: { ...none, release: "shop" } },
  {
    environment: { KUBE_VERSION: "v1.34.1-eks-1 --x", KUBE_API_VERSIONS: "v1,apps/v1/Deployment" },
    want: { ...none, release: "web", kubeVersion: "v1.34.1", apiVersions: "v1,apps/v1/Deployment" },
  },
  { environment: { ARGOCD_APP_NAME: "team-a_Shop" }, releaseName: "shop", want: { ...none, release: "shop" } },
  {
    environment: {},
    releaseName: "--debug",
    want: "Cannot use the parameters: release-name is not the name of a release; expected at most 53",
  },
  { environment: { ARGOCD_APP_NAME: "" }, want: 'ARGOCD_APP_NAME is ""' },
  {
    environment: { ARGOCD_APP_NAME: "--post-renderer=/bin/sh" },
    want: 'ARGOCD_APP_NAME is "--post-renderer=/bin/sh"; expected at most 53',
  },
  { environment: { ARGOCD_APP_NAME: "a_--debug" }, want: 'ARGOCD_APP_NAME is "--debug"' },
  { environment: { ARGOCD_APP_NAME: "a\n" }, want: 'ARGOCD_APP_NAME is "a\\n"' },
  { environment: { ARGOCD_APP_NAME: "a".repeat(54) }, want: "expected at most 53" },
  { environment: {}, directory: "/repository/--debug", want: "the directory's name, which names Helm's release, is \"--debug\"" },
  { environment: {}, namespace: "--kubeconfig=x", want: 'the namespace is "--kubeconfig=x"; expected at most 63' },
  { environment: {}, namespace: "Shop", want: 'the namespace is "Shop"' },
  { environment: { KUBE_API_VERSIONS: "--post-renderer=x" }, want: 'KUBE_API_VERSIONS is "--post-renderer=x"' },
  { environment: { KUBE_VERSION: "--debug" }, want: { ...none, release: "web" } },
];

table("what helm gets", rows, {
  title: ({ environment, ...rest }) => JSON.stringify({ ...environment, ...rest, want: undefined }),
  run: ({ environment, directory = "/repository/web", namespace, releaseName, want }) => {
    const facts = helmFacts(environment, { directory, namespace, releaseName });
    if (typeof want !== "string") return assert.equal(facts, want);
    assert.ok("diagnostics" in facts);
    assert.is(facts.diagnostics.length, 1);
    assert.match(facts.diagnostics[0]?.message ?? "", want);
  },
});
