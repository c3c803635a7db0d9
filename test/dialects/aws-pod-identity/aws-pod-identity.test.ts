import { stringify } from "yaml";
import { at, toValue } from "../../../src/value/value.ts";
import { deployment, inject, told, uninject } from "../../app/run-objects.ts";
import { assert, suite, table } from "../../cases.ts";

const PREFIX = "eks.amazonaws.com";
const ROLE = "arn:aws:iam::111122223333:role/s3-reader";
const account = (annotations: object, name = "web") => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, annotations } });
const web = (spec: object = {}, metadata: object = {}) =>
  deployment({
    metadata: { labels: { app: "web" }, ...metadata },
    spec: { serviceAccountName: "web", containers: [{ name: "app", image: "app:1" }], ...spec },
  });

interface Row {
  readonly what: string;
  readonly items: readonly unknown[];
  readonly settings?: object;
  readonly injects: boolean;
  /** The volume; absent: that of a role. */
  readonly volume?: string;
  readonly told: readonly string[];
}

const asked = account({ [`${PREFIX}/role-arn`]: ROLE });
const rows: readonly Row[] = [
  { what: "a role", items: [asked, web()], injects: true, told: [] },
  { what: "no role", items: [account({}), web()], injects: false, told: [] },
  { what: "an empty role", items: [account({ [`${PREFIX}/role-arn`]: "" }), web()], injects: false, told: [] },
  {
    what: "the ServiceAccount default, which every namespace has",
    items: [web({ serviceAccountName: undefined })],
    injects: false,
    told: [],
  },
  {
    what: "the ServiceAccount default with a role",
    items: [account({ [`${PREFIX}/role-arn`]: ROLE }, "default"), web({ serviceAccountName: "" })],
    injects: true,
    told: [],
  },
  {
    what: "the older name of the field",
    items: [asked, web({ serviceAccountName: undefined, serviceAccount: "web" })],
    injects: true,
    told: [],
  },
  {
    what: "a pod that opts out",
    items: [asked, web({}, { labels: { app: "web", [`${PREFIX}/skip-pod-identity-webhook`]: "" } })],
    injects: false,
    told: [],
  },
  {
    what: "a ServiceAccount that is not in the input",
    items: [asked, web({ serviceAccountName: "wbe" })],
    injects: false,
    told: [
      "UnknownServiceAccount: The ServiceAccount wbe is not in the input, so AWS's pod identity webhook injects nothing into the pod. Did you mean web?",
    ],
  },
  {
    what: "a ServiceAccount of another namespace",
    items: [{ ...asked, metadata: { ...asked.metadata, namespace: "bank" } }, web()],
    injects: false,
    told: ["UnknownServiceAccount: The ServiceAccount web is not in the input, so AWS's pod identity webhook injects nothing into the pod"],
  },
  {
    what: "values that the webhook ignores",
    items: [
      account({ [`${PREFIX}/role-arn`]: "s3-reader", [`${PREFIX}/token-expiration`]: "1h", [`${PREFIX}/sts-regional-endpoints`]: "yes" }),
      web({}, { annotations: { [`${PREFIX}/token-expiration`]: "60", [`${PREFIX}/skip-containers`]: '"app' } }),
    ],
    injects: true,
    told: [
      'DoubtfulAnnotation: eks.amazonaws.com/role-arn is "s3-reader", for which AWS gives no credentials; expected arn:aws:iam::111122223333:role/NAME',
      'IgnoredAnnotation: eks.amazonaws.com/sts-regional-endpoints has no effect: it is "yes"; expected "true" or "false"',
      'IgnoredAnnotation: eks.amazonaws.com/token-expiration has no effect: it is "1h"; expected whole seconds, at least 600; 86400 counts',
      'IgnoredAnnotation: eks.amazonaws.com/token-expiration has no effect: it is "60"; expected whole seconds, at least 600; 600 counts',
      'IgnoredAnnotation: eks.amazonaws.com/skip-containers has no effect: it is "\\"app"; expected a line of CSV',
    ],
  },
  {
    what: "a container to skip that the pod does not have",
    items: [asked, web({}, { annotations: { [`${PREFIX}/skip-containers`]: "app, logs" } })],
    injects: true,
    told: ['IgnoredAnnotation: eks.amazonaws.com/skip-containers has no effect for " logs": the pod has no container of that name'],
  },
  {
    what: "a role's name",
    items: [account({ [`${PREFIX}/role-arn`]: "s3-reader" }), web()],
    settings: { roleArnPrefix: "arn:aws-cn:iam::111122223333:role/" },
    injects: true,
    told: [],
  },
  {
    what: "another prefix",
    items: [account({ "irsa.example.com/role-arn": ROLE }), web()],
    settings: {
      annotationPrefix: "irsa.example.com",
      region: "eu-central-1",
      audience: "sts",
      mountPath: "/var/aws",
      tokenExpiration: 60,
      stsRegionalEndpoints: true,
    },
    injects: true,
    told: [],
  },
  {
    what: "a ServiceAccount with a misspelt annotation",
    items: [account({ [`${PREFIX}/role-am`]: ROLE, [`${PREFIX}/other`]: "x" }), web()],
    injects: false,
    told: [
      "IgnoredAnnotation: eks.amazonaws.com/role-am has no effect: there is no such annotation. Did you mean eks.amazonaws.com/role-arn?",
    ],
  },
  {
    what: "an association of EKS Pod Identity, whose ServiceAccount is not in the input",
    items: [web()],
    settings: { podIdentities: ["shop/web"] },
    injects: true,
    volume: "eks-pod-identity-token",
    told: [],
  },
  {
    what: "an association besides a role that no AWS knows",
    items: [account({ [`${PREFIX}/role-arn`]: "x" }), web()],
    settings: { podIdentities: ["shop/web"] },
    injects: true,
    volume: "eks-pod-identity-token",
    told: [],
  },
  {
    what: "an association of another namespace's",
    items: [account({}), web()],
    settings: { podIdentities: ["bank/web"] },
    injects: false,
    told: [],
  },
  {
    what: "a release that is not known",
    items: [asked, web()],
    settings: { version: "0.4.0" },
    injects: false,
    told: [
      "UnknownVersion: Cannot inject as AWS's pod identity webhook 0.4.0 does: podgraft knows the releases 0.5.0 to 0.6.17; expected one of them",
    ],
  },
];

table("AWS's webhook: a pod with", rows, {
  title: ({ what }) => what,
  run: async ({ items, settings = {}, injects, volume = "aws-iam-token", told: expected }) => {
    const spec = { namespaces: { default: "shop" }, dialects: { "aws-pod-identity": settings } };
    const { items: made, text, diagnostics } = await inject(items, spec);
    assert.equal(told(diagnostics), expected);
    const volumes = at(toValue(made.at(-1)), "spec", "template", "spec", "volumes", 0, "name");
    assert.is(volumes, injects ? volume : undefined);
    if (!injects) return;
    assert.equal((await inject(made, spec)).items, made, "injected twice it is the same");
    assert.equal((await uninject(text)).items, JSON.parse(JSON.stringify(items)));
  },
});

suite("AWS's webhook", (test) => {
  test("labels pods of EKS Pod Identity from 0.6.15 on", async () => {
    const labelsOf = async (version: string) => {
      const { items } = await inject([web()], {
        namespaces: { default: "shop" },
        dialects: { "aws-pod-identity": { version, podIdentities: ["shop/web"] } },
      });
      return at(toValue(items.at(-1)), "spec", "template", "metadata", "labels", `${PREFIX}/pod-identity`);
    };
    assert.equal([await labelsOf("0.6.14"), await labelsOf("0.6.15")], [undefined, "enabled"]);
  });
  test("gives no token to a container that has a variable of each kind", async () => {
    const env = ["AWS_REGION", "AWS_ROLE_ARN", "AWS_STS_REGIONAL_ENDPOINTS"].map((name) => ({ name, value: "own" }));
    const containers = [{ name: "app", image: "app:1", env }];
    const { items } = await inject([asked, web({ containers })], { dialects: { "aws-pod-identity": {} } });
    const pod = at(toValue(items.at(-1)), "spec", "template", "spec");
    assert.equal([at(pod, "containers"), at(pod, "volumes", 0, "name")], [toValue(containers), "aws-iam-token"]);
  });
  test("tells a fault of a ServiceAccount where that is", async () => {
    const { diagnostics } = await inject([account({ [`${PREFIX}/role-arn`]: "x" }), web()], { dialects: { "aws-pod-identity": {} } });
    const [fault] = diagnostics.filter(({ code }) => code === "DoubtfulAnnotation");
    assert.is(fault?.resource?.kind, "ServiceAccount");
    assert.match(String(fault?.location?.line), /^\d+$/, stringify(fault));
  });
});
