import { deployment, inject, told } from "../app/run-objects.ts";
import { assert, table } from "../cases.ts";

const strict = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

interface Row {
  readonly name: string;
  /** The namespace's, behind `pod-security.kubernetes.io/`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly istio?: object;
  readonly sidecar?: object;
  readonly app?: object;
  /** `severity container fields`, and the fix where the row is about it. */
  readonly want: readonly string[];
}

const sidecar = (securityContext: object, more: object = {}) => ({
  spec: { containers: [{ name: "s", image: "s:1", securityContext, ...more }] },
});
const cni = (values: object = {}) => ({ tag: "1.30.5", values: { pilot: { cni: { enabled: true } }, ...values } });

const rows: readonly Row[] = [
  { name: "no level", labels: {}, sidecar: sidecar({ privileged: true }), want: [] },
  { name: "privileged forbids nothing", labels: { enforce: "privileged" }, sidecar: sidecar({ privileged: true }), want: [] },
  { name: "what follows restricted", labels: { enforce: "restricted" }, sidecar: sidecar(strict), want: [] },
  {
    name: "all fields of a container at once",
    labels: { enforce: "restricted" },
    sidecar: sidecar({ ...strict, privileged: true, runAsUser: 0 }, { ports: [{ containerPort: 80, hostPort: 80 }] }),
    want: ["warning s securityContext.privileged ports[80/TCP].hostPort securityContext.runAsUser"],
  },
  {
    name: "what the app itself breaks is left to the cluster",
    labels: { enforce: "restricted" },
    app: { privileged: true },
    sidecar: sidecar(strict),
    want: [],
  },
  {
    name: "a rule of a later version",
    labels: { enforce: "restricted", "enforce-version": "v1.22" },
    sidecar: sidecar({ ...strict, runAsUser: 0 }),
    want: [],
  },
  {
    name: "a level that only warns is an info",
    labels: { enforce: "baseline", warn: "restricted" },
    sidecar: sidecar({ ...strict, runAsNonRoot: false }),
    want: ["info s securityContext.runAsNonRoot"],
  },
  {
    name: "Istio's proxies behind CNI lack a seccomp profile",
    labels: { enforce: "restricted" },
    istio: cni(),
    want: [
      "warning istio-validation securityContext.seccompProfile.type: set istio.values.global.proxy.seccompProfile to {type: RuntimeDefault}",
      "warning istio-proxy securityContext.seccompProfile.type: set istio.values.global.proxy.seccompProfile to {type: RuntimeDefault}",
    ],
  },
  {
    name: "with the profile they follow it",
    labels: { enforce: "restricted" },
    istio: cni({ global: { proxy: { seccompProfile: { type: "RuntimeDefault" } } } }),
    want: [],
  },
  {
    name: "Istio's init container under baseline",
    labels: { enforce: "baseline" },
    istio: { tag: "1.30.5" },
    want: [
      "warning istio-init securityContext.capabilities.add[0] securityContext.capabilities.add[1]: install Istio's CNI plugin, and set istio.values.pilot.cni.enabled to true",
    ],
  },
  {
    name: "a privileged proxy",
    labels: { enforce: "baseline" },
    istio: cni({ global: { proxy: { privileged: true } } }),
    want: ["istio-validation", "istio-proxy"].map(
      (name) => `warning ${name} securityContext.privileged: set istio.values.global.proxy.privileged to false`,
    ),
  },
];

table("what a level of Pod Security forbids of the grafts", rows, {
  title: ({ name }) => name,
  run: async ({ labels, istio, sidecar: template, app = {}, want }) => {
    const levels = Object.fromEntries(Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]));
    const known = { name: "shop", labels: { "istio-injection": "enabled", ...levels } };
    const pod = {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "app", image: "app:1", securityContext: { ...strict, ...app } }] },
    };
    const { diagnostics } = await inject([deployment(pod)], {
      kubernetesVersion: "1.34",
      namespaces: { default: "shop", known: [known] },
      ...(istio && { istio }),
      ...(template && { sidecars: [{ name: "s", policy: "enabled", template }] }),
    });
    const found = diagnostics.filter(({ code }) => code === "PodSecurityRejects");
    const shown = found.map(({ severity, message, fix }) => {
      const [, container, faults] = /container (\S+): (.*)$/.exec(message) as RegExpExecArray;
      const fields = faults?.split("; ").map((fault) => fault.split(" is ")[0]);
      return `${severity} ${container} ${fields?.join(" ")}${istio ? `: ${fix}` : ""}`;
    });
    assert.equal(shown, want, told(diagnostics).join("\n"));
  },
});
