import { chosenContainers } from "../../src/sidecar/app-containers.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { inject, type Plain, told } from "../app/run-objects.ts";
import { assert, suite, table } from "../cases.ts";

const namespace = { labels: {}, annotations: {}, isKnown: true } as const;
const workload = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
const KEY = "example.com/containers";

interface Chosen {
  readonly names?: readonly string[];
  /** The pod's own word. */
  readonly label?: string;
  readonly annotation?: string;
  readonly chosen: readonly string[];
  /** What of the names is found nowhere, with its fix. */
  readonly absent?: readonly string[];
}

const rows: readonly Chosen[] = [
  { chosen: ["web", "web-log"] },
  { names: ["web"], chosen: ["web"] },
  { names: ["web", "migrate"], chosen: ["web", "migrate"] },
  { names: ["*"], chosen: ["web", "web-log", "migrate", "wait-db"] },
  { names: ["web*"], chosen: ["web", "web-log"] },
  { names: ["*-log", "w*d*b"], chosen: ["web-log", "wait-db"] },
  { names: ["web*web"], chosen: [], absent: ["web*web: correct or remove the name"] },
  { names: ["**g"], chosen: ["web-log"] },
  { names: ["w*b*b"], chosen: [], absent: ["w*b*b: correct or remove the name"] },
  { names: ["wbe", "kafka"], chosen: [], absent: ["wbe: write web", "kafka: correct or remove the name"] },
  { names: ["web"], annotation: "web-log, migrate", chosen: ["web-log", "migrate"] },
  { names: ["web"], annotation: "", chosen: [] },
  { label: "web", annotation: "migrate", chosen: ["web"] },
  { annotation: "wbe,web", chosen: ["web"], absent: ["wbe: write web"] },
];

table("the containers that appContainers goes into", rows, {
  title: ({ names, label, annotation }) => JSON.stringify({ names, label, annotation }),
  run: ({ names, label, annotation, chosen, absent = [] }) => {
    const metadata = {
      labels: label === undefined ? {} : { [KEY]: label },
      annotations: annotation === undefined ? {} : { [KEY]: annotation },
    };
    const facts = { workload, namespace, podTemplate: toValue({ metadata, spec: {} }) as ValueMap };
    const subject = { facts, appContainers: ["web", "web-log"], appInitContainers: ["migrate", "wait-db"] };
    const config = { name: "logs", appContainerNamesFrom: KEY, ...(names && { appContainerNames: [...names] }) };
    const found = chosenContainers(config, subject, "spec.sidecars[0]");
    assert.equal([...found.names.containers, ...found.names.initContainers], chosen);
    assert.equal(
      found.unmatched.map(({ field, fix }) => `${field?.current}: ${fix}`),
      absent,
    );
  },
});

const deployment = (name: string, container: string, annotations = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: {
    template: { metadata: { annotations }, spec: { containers: [{ name: container, image: "a:1", ports: [{ containerPort: 80 }] }] } },
  },
});
const logs = { name: "logs", policy: "enabled", template: {}, appContainers: { env: [{ name: "LOG", value: "json" }] } };
const containerOf = (item: Plain | undefined) =>
  (item as ReturnType<typeof deployment>).spec.template.spec.containers[0] as unknown as Plain;

suite("a name of appContainerNames that no pod has", (test) => {
  const run = (...names: string[]) =>
    inject([deployment("one", "web"), deployment("two", "worker")], { sidecars: [{ ...logs, appContainerNames: names }] });
  test("is reported once", async () =>
    assert.equal(told((await run("web", "wokrer", "worker")).diagnostics), [
      "ContainerNotFound: appContainers of the sidecar logs goes into no container wokrer: no pod of the sidecar has one",
    ]));
  test("is reported where it is, with the nearest name", async () => {
    const [found] = (await run("web", "wokrer", "worker")).diagnostics.filter(({ code }) => code === "ContainerNotFound");
    assert.equal(
      { fix: found?.fix, path: found?.field?.path, of: found?.resource?.kind },
      {
        fix: "write worker",
        path: "spec.sidecars[0].appContainerNames[1]",
        of: "SidecarInjector",
      },
    );
  });
  test("is nothing to tell where one pod has it", async () => assert.equal(told((await run("web", "worker")).diagnostics), []));
  test("without appContainers is an error", async () => {
    const { appContainers, ...rest } = logs;
    assert.equal(told((await inject([], { sidecars: [{ ...rest, appContainerNames: ["web"] }] })).diagnostics), [
      "InvalidConfiguration: Cannot use spec.sidecars[0].appContainerNames without appContainers, which goes into the containers that it names; expected both or neither",
    ]);
  });
});

suite("Go templates in appContainers", (test) => {
  const run = (appContainers: object, annotations = {}) =>
    inject([deployment("one", "web", annotations)], { sidecars: [{ ...logs, appContainers }] });
  test("are rendered with the data of templateText, in values of any type", async () => {
    const { items, diagnostics } = await run(
      {
        tty: "{{ eq .Workload.Name `one` }}",
        env: [
          { name: "SERVICE", value: "{{ .Workload.Name }}-{{ index .ObjectMeta.Annotations `team` }}" },
          { name: "PORT", value: "{{ (index (index .Spec.Containers 0).Ports 0).ContainerPort }}" },
          { name: "AS_IT_IS", value: "{{ `{{` }}.x}}" },
        ],
        readinessProbe: { httpGet: { port: "{{ (index (index .Spec.Containers 0).Ports 0).ContainerPort }}" } },
      },
      { team: 'pay: "x"\n- y' },
    );
    assert.equal(told(diagnostics), []);
    assert.equal(containerOf(items[0]), {
      name: "web",
      image: "a:1",
      ports: [{ containerPort: 80 }],
      tty: true,
      env: [
        { name: "SERVICE", value: 'one-pay: "x"\n- y' },
        { name: "PORT", value: "80" },
        { name: "AS_IT_IS", value: "{{.x}}" },
      ],
      readinessProbe: { httpGet: { port: 80 } },
    });
  });
  const faults: readonly { readonly of: string; readonly part: object; readonly told: string }[] = [
    {
      of: "one that cannot be parsed",
      part: { env: [{ name: "A", value: "{{ .Workload" }] },
      told: "InvalidTemplate: Cannot parse line 1 of the template logs (spec.sidecars[0].appContainers.env[0].value): unclosed action; expected }}",
    },
    {
      of: "one that fails for a pod",
      part: { env: [{ name: "A", value: "{{ .Nope }}" }] },
      told: "InvalidTemplate: Cannot execute line 1 of the template logs (spec.sidecars[0].appContainers.env[0].value): at <.Nope>: can't evaluate field Nope in type *podgraft.Pod; expected a template for this pod",
    },
    {
      of: "one that prints what does not fit its field",
      part: { tty: "{{ .Workload.Name }}" },
      told: 'InvalidTemplate: Cannot use spec.sidecars[0].appContainers.tty: it is "one"; expected true or false',
    },
    {
      of: "one that prints what the API server refuses",
      part: { env: [{ name: "{{ .Workload.Name }}=", value: "x" }] },
      told: "InvalidPod",
    },
  ];
  for (const { of, part, told: expected } of faults)
    test(`${of} is an error with its place`, async () => {
      const [found, ...more] = told((await run(part)).diagnostics);
      assert.equal(more, []);
      assert.ok(found === expected || (expected === "InvalidPod" && found?.startsWith("InvalidPod: ")), found);
    });
  test("that fail are reported with their place in the configuration", async () => {
    const { diagnostics } = await run({ env: [{ name: "A", value: "{{ .Nope }}" }] });
    assert.match(diagnostics.find(({ severity }) => severity === "error")?.message ?? "", "(spec.sidecars[0].appContainers.env[0].value)");
  });
});
