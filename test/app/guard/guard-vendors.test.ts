import { guardTexts } from "../../../src/app/guard/guard.ts";
import { at, toValue, type Value } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";
import { Random } from "../../random.ts";
import { guardedDialects } from "./guard-dialects.ts";
import { documentsOf } from "./guarded.ts";

function guard(dialects: unknown, context: readonly unknown[] = []) {
  const spec = { kubernetesVersion: "1.34", dialects };
  const config = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "platform" }, spec };
  const files = context.map((object, i) => ({ file: `${i}.yaml`, text: JSON.stringify(object) }));
  const { text, diagnostics } = guardTexts(
    { inputs: [], context: files, config: { file: "c.yaml", text: JSON.stringify(config) } },
    "deny",
  );
  return { documents: text === undefined ? [] : documentsOf(text), told: diagnostics.map(({ code, severity }) => `${code} ${severity}`) };
}

/** Values with which Linkerd's proxy can be made. */
const linkerd = Array.from({ length: 20 }, (_, seed) => guardedDialects(new Random(seed)).now.linkerd).find((found) => found) as object;
const partials = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "mine", namespace: "linkerd" },
  data: { a: "{{ define `a` }}{{ end }}" },
};

const rows: readonly (readonly [
  what: string,
  dialects: object,
  context: readonly unknown[],
  told: readonly string[],
  asks: RegExp,
  not: RegExp,
])[] = [
  [
    "Linkerd: the proxy, and the image that pod, namespace or values give it",
    { linkerd },
    [],
    [],
    /proxy-image'\]\.or\(variables\.namespaceAnnotations\[\?'config\.linkerd\.io\/proxy-image'\]\)\.orValue\('cr\.l5d\.io\/linkerd\/proxy'\)/,
    /paramKind/,
  ],
  [
    "Linkerd with templates of one's own: the proxy with any image",
    { linkerd: { ...linkerd, templates: "mine" } },
    [partials],
    ["GuardIncomplete warning"],
    /exists\(c, c\.name == 'linkerd-proxy'\)/,
    /proxy-image/,
  ],
  [
    "Dapr: daprd, and the image of the pod or the settings",
    { dapr: { image: "a:1" } },
    [],
    [],
    /sidecar-image'\]\.orValue\('a:1'\)/,
    /paramKind/,
  ],
  [
    "AWS: a role's credentials",
    { "aws-pod-identity": { annotationPrefix: "irsa.example.com" } },
    [],
    [],
    /"irsa\.example\.com\/role-arn"\]\.orValue\(''\) != ''/,
    /eks-pod-identity-token|AWS_REGION'\]\) &&/,
  ],
  ["AWS: those of EKS Pod Identity", { "aws-pod-identity": { podIdentities: ["shop/web"] } }, [], [], /in \["shop\/web"\]/, /matchLabels/],
  [
    "Azure: token, variables, and the proxy as Kubernetes starts it",
    { "azure-workload-identity": { tenantId: "t" } },
    [],
    [],
    /initContainers\.orValue\(\[\]\)\.exists\(c, c\.name == 'azwi-proxy'\)/,
    /object\.spec\.containers\.exists/,
  ],
];

table("a policy asks of", rows, {
  title: ([what]) => what,
  run: ([, dialects, context, told, asks, not]) => {
    const { documents, told: found } = guard(dialects, context);
    assert.equal(found, told);
    assert.is(documents.length, 2);
    const text = JSON.stringify(documents, (_, value) => (typeof value === "bigint" ? String(value) : value)).replaceAll('\\"', '"');
    assert.match(text, asks);
    assert.not.match(text, not);
  },
});

suite("guard, for other vendors' injectors,", (test) => {
  test("writes a policy of its own for what ServiceAccounts say", () => {
    const { documents } = guard({ "aws-pod-identity": {}, dapr: {} });
    assert.equal(
      documents.map((object) => [object.kind, at(object, "metadata", "name")]),
      ["", "-accounts"].flatMap((end) =>
        ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"].map((kind) => [kind, `podgraft-platform${end}`]),
      ),
    );
    assert.equal(at(documents[2] as Value, "spec", "paramKind"), toValue({ apiVersion: "v1", kind: "ServiceAccount" }));
    assert.equal(at(documents[3] as Value, "spec", "paramRef"), toValue({ selector: {}, parameterNotFoundAction: "Allow" }));
  });
  test("writes nothing where Linkerd's values are missing", () => {
    const { documents, told } = guard({ linkerd: {} });
    assert.equal([documents, told], [[], ["InvalidConfiguration error"]]);
  });
});
