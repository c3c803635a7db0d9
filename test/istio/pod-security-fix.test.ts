import { podSecurityFix } from "../../src/istio/pod-security-fix.ts";
import { assert, table } from "../cases.ts";

const rows: readonly { readonly container: string; readonly fields: readonly string[]; readonly fix: string }[] = [
  { container: "istio-init", fields: ["securityContext.runAsUser"], fix: "CNI plugin" },
  { container: "istio-proxy", fields: ["securityContext.seccompProfile.type"], fix: "global.proxy.seccompProfile" },
  {
    container: "istio-proxy",
    fields: ["securityContext.privileged", "securityContext.seccompProfile.type"],
    fix: "global.proxy.privileged",
  },
  { container: "istio-proxy", fields: ["securityContext.capabilities.add[0]", "securityContext.runAsUser"], fix: "REDIRECT" },
  { container: "istio-proxy", fields: ["securityContext.runAsUser"], fix: "annotations or values" },
];

table("how Istio's containers follow a level of Pod Security", rows, {
  title: ({ container, fields }) => `${container} ${fields.join(" ")}`,
  run: ({ container, fields, fix }) => assert.match(podSecurityFix(container, fields) as string, fix),
});
