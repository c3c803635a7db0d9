import { followProxyUser } from "../../../src/istio/post/reapply-overrides.ts";
import { assert, table } from "../../cases.ts";
import { podContext, podOf, stepped } from "../contexts.ts";

interface Row {
  readonly title: string;
  readonly security: object;
  readonly init?: string;
  readonly tproxy?: true;
  /** The init container's argument behind -u, its security context, and the proxy's. */
  readonly want: readonly [user: string, init: object | undefined, proxy: object | undefined];
}

const rows: readonly Row[] = [
  { title: "a user", security: { runAsUser: 2000 }, want: ["2000", undefined, undefined] },
  { title: "root, whose traffic is redirected as always", security: { runAsUser: 0 }, want: ["1337", undefined, undefined] },
  { title: "a group alone", security: { runAsGroup: 2000 }, want: ["1337", undefined, undefined] },
  { title: "no user", security: {}, want: ["1337", undefined, undefined] },
  {
    title: "a user and a group, for the check",
    security: { runAsUser: 2000, runAsGroup: 3000 },
    init: "istio-validation",
    want: ["2000", { runAsUser: 2000, runAsGroup: 3000 }, undefined],
  },
  { title: "root, for the check", security: { runAsUser: 0 }, init: "istio-validation", want: ["1337", { runAsUser: 0 }, undefined] },
  {
    title: "a user in TPROXY mode: the proxy stays root",
    security: { runAsUser: 2000 },
    tproxy: true,
    want: ["2000", undefined, { runAsUser: 0 }],
  },
  { title: "a group in TPROXY mode", security: { runAsGroup: 2000 }, tproxy: true, want: ["1337", undefined, undefined] },
];

table("the user of the user's own proxy", rows, {
  title: ({ title }) => title,
  run: ({ security, init = "istio-init", tproxy, want }) => {
    const original = podOf({}, { containers: [{ name: "istio-proxy", securityContext: security }] });
    const metadata = tproxy ? { annotations: { "sidecar.istio.io/interceptionMode": "TPROXY" } } : {};
    const pod = podOf(metadata, {
      containers: [{ name: "istio-proxy" }],
      initContainers: [
        { name: "other", args: ["-u", "1"] },
        { name: init, args: ["-p", "15001", "-u", "1337"] },
      ],
    });
    const { spec } = JSON.parse(JSON.stringify(stepped(followProxyUser, pod, podContext({ original }))));
    const found = spec.initContainers.find(({ name }: { name: string }) => name === init);
    assert.equal([found.args[3], found.securityContext, spec.containers[0].securityContext], want);
    assert.equal(spec.initContainers[0].args, ["-u", "1"]);
  },
});
