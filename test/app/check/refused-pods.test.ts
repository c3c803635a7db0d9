import { checkTexts } from "../../../src/app/check/check.ts";
import { injectTexts } from "../../../src/app/inject/texts.ts";
import { assert, suite, table } from "../../cases.ts";

const workload = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: "web:1"${spec}
`;
const config = {
  file: "config.yaml",
  text: `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: logs}
spec:
  kubernetesVersion: "1.34"
  sidecars:
  - name: shipper
    policy: enabled
    template: {spec: {containers: [{name: shipper, image: "s:1"}], volumes: [{name: logs, emptyDir: {}}]}}
`,
};

const rows: readonly { readonly name: string; readonly spec: string; readonly want: readonly string[]; readonly fix?: string }[] = [
  { name: "nothing wrong", spec: "}]", want: [] },
  {
    name: "a fault of the pod's own",
    spec: "}]\n      dnsPolicy: Foo",
    want: [
      'warning: Kubernetes refuses the pod: spec.template.spec.dnsPolicy is "Foo"; expected ClusterFirstWithHostNet, ClusterFirst, Default or None',
    ],
    fix: "write ClusterFirstWithHostNet, ClusterFirst, Default or None",
  },
  {
    name: "what is missing",
    spec: "}]\n      topologySpreadConstraints: [{topologyKey: a, whenUnsatisfiable: DoNotSchedule}]",
    want: [
      "warning: Kubernetes refuses the pod: spec.template.spec.topologySpreadConstraints[a/DoNotSchedule].maxSkew is missing; expected a value, as the field is required",
    ],
    fix: "add it",
  },
  { name: "a volume that the sidecar gives", spec: ", volumeMounts: [{name: logs, mountPath: /logs}]}]", want: [] },
  {
    name: "one that nobody gives",
    spec: ", volumeMounts: [{name: data, mountPath: /data}]}]",
    want: [
      'warning: Kubernetes refuses the pod: spec.template.spec.containers[web].volumeMounts[/data].name is "data"; expected the name of one of the pod\'s volumes',
    ],
    fix: "write the name of one of the pod's volumes",
  },
  {
    name: "a probe of a port that is not there",
    spec: ", ports: [{containerPort: 80, name: http}], readinessProbe: {httpGet: {port: web}}}]",
    want: [
      "warning: The readinessProbe of the container web asks for the port web, and the container has no port with that name: the pod never becomes ready",
    ],
  },
];

table("pods that the API server refuses as they are", rows, {
  title: ({ name }) => name,
  run: ({ spec, want, fix }) => {
    const inputs = [{ file: "web.yaml", text: workload(spec) }];
    const { texts = [] } = injectTexts({ inputs, config });
    assert.is(texts.length, 1);
    for (const text of [inputs[0]?.text, texts[0]]) {
      const checked = checkTexts({ inputs: [{ file: "web.yaml", text: String(text) }], config }, { requireInjected: false });
      const told = (checked.findings ?? []).filter(({ code }) => code === "RefusedPod" || code === "UnknownPortName");
      assert.equal(
        told.map(({ severity, message }) => `${severity}: ${message}`),
        want,
      );
      if (fix !== undefined) assert.is(told[0]?.fix, fix);
    }
  },
});

suite("a pod template's labels in the wrong place", (test) => {
  test("hide what they do to the selector, and nothing else", async () => {
    const text = workload("}]").replace("name: web,", "name: My_Web,").replace("metadata: {labels: {app: web}}", "labels: {app: web}");
    const { findings = [] } = checkTexts({ inputs: [{ file: "in.yaml", text }], config }, { requireInjected: false });
    const refused = findings.flatMap(({ code, field }) => (code === "RefusedPod" ? [field?.path] : []));
    assert.equal(refused, ["metadata.name", "spec.template.labels"]);
  });
});
