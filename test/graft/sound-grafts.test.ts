import type { Grafting } from "../../src/graft/grafting.ts";
import { areSurelySound } from "../../src/graft/sound-grafts.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  /** Of the sidecar's container. */
  readonly container?: object;
  readonly annotations?: object;
  /** Of what the graft says it did. */
  readonly applied?: object;
  readonly spec?: object;
  readonly isSure: boolean;
}

const rows: readonly Row[] = [
  { name: "a container with all it needs", isSure: true },
  { name: "a quantity that the server writes otherwise", container: { resources: { requests: { memory: "1024Mi" } } }, isSure: false },
  { name: "a field that the server leaves out", container: { args: [] }, isSure: false },
  { name: "a directive in the container", container: { env: [{ $patch: "replace" }] }, isSure: false },
  { name: "a field that is removed", container: { command: null }, isSure: false },
  { name: "no image", container: { image: undefined }, isSure: false },
  { name: "a probe of a port that is not there", container: { readinessProbe: { tcpSocket: { port: "http" } } }, isSure: false },
  { name: "a mount of the pod's volume", container: { volumeMounts: [{ name: "data", mountPath: "/d" }] }, isSure: false },
  { name: "a field that Kubernetes refuses", container: { imagePullPolicy: "Sometimes" }, isSure: false },
  { name: "an annotation", annotations: { "example.com/a": "b" }, isSure: true },
  {
    name: "an annotation that speaks of the pod's security",
    annotations: { "seccomp.security.alpha.kubernetes.io/pod": "unconfined" },
    isSure: false,
  },
  {
    name: "an annotation that speaks of a container's security",
    annotations: { "container.apparmor.security.beta.kubernetes.io/s": "unconfined" },
    isSure: false,
  },
  { name: "a pod on the host's network", spec: { hostNetwork: true }, isSure: false },
  { name: "a patch that another pod may not get", applied: { isFixed: false }, isSure: false },
  { name: "a graft with something to report", applied: { diagnostics: [{ severity: "info" }] }, isSure: false },
];

table("grafts that nothing has to be asked of", rows, {
  title: ({ name }) => name,
  run: ({ container, annotations, applied, spec, isSure }) => {
    const added = { spec: { containers: [{ name: "s", image: "s:1", ...container }] }, ...(annotations && { metadata: { annotations } }) };
    const patch = toValue(added);
    const before = toValue({ spec: { containers: [{ name: "web", image: "web:1" }], volumes: [{ name: "data", emptyDir: {} }], ...spec } });
    const contribution = { patch, applied: { patch, isFixed: true, diagnostics: [], ...applied } };
    const grafting = { before, contributions: [contribution] } as unknown as Grafting;
    assert.is(
      areSurelySound(grafting, { minor: 34, type: undefined, claims: undefined, isChecked: true }),
      isSure,
      JSON.stringify(before as ValueMap),
    );
  },
});
