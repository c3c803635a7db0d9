import { classic, env, facts, note, proxy } from "./facts.ts";

facts("where the sidecar goes", [
  {
    name: "revision: annotation, CA address and status",
    values: { revision: "canary" },
    context: { revision: "canary" },
    want: {
      [note("istio.io/rev")]: "canary",
      [env("CA_ADDR")]: "istiod-canary.istio-system.svc:15012",
      [note("sidecar.istio.io/status")]:
        '{"initContainers":["istio-init","istio-proxy"],"containers":null,"volumes":["workload-socket","credential-socket","workload-certs","istio-envoy","istio-data","istio-podinfo","istio-token","istiod-ca-cert","istio-ca-crl"],"imagePullSecrets":null,"revision":"canary"}',
    },
  },
  {
    name: "no revision is the default one",
    want: { [note("istio.io/rev")]: "default", [env("CA_ADDR")]: "istiod.istio-system.svc:15012" },
  },
  {
    name: "inject.istio.io/templates: gateway",
    annotations: { "inject.istio.io/templates": "gateway" },
    want: {
      "spec.containers[istio-proxy].args.1": "router",
      "spec.initContainers": undefined,
      "spec.securityContext.sysctls.0.value": "0",
    },
  },
  {
    name: "inject.istio.io/templates: grpc-simple",
    annotations: { "inject.istio.io/templates": "grpc-simple" },
    want: {
      "spec.initContainers[grpc-bootstrap-init].image": "busybox:1.28",
      [env("GRPC_XDS_BOOTSTRAP", "spec.containers[app]")]: "/var/lib/grpc/data/bootstrap.json",
      "spec.containers[istio-proxy]": undefined,
    },
  },
  {
    name: "inject.istio.io/templates: grpc-agent",
    annotations: { "inject.istio.io/templates": "grpc-agent" },
    want: {
      [env("DISABLE_ENVOY", "spec.containers[istio-proxy]")]: "true",
      [env("GRPC_XDS_BOOTSTRAP", "spec.containers[app]")]: "/etc/istio/proxy/grpc-bootstrap.json",
    },
  },
  {
    name: "inject.istio.io/templates: several",
    annotations: { "inject.istio.io/templates": "sidecar, grpc-simple" },
    want: { "spec.initContainers[grpc-bootstrap-init].name": "grpc-bootstrap-init", [`${proxy}.name`]: "istio-proxy" },
  },
  {
    name: "inject.istio.io/templates: an alias",
    annotations: { "inject.istio.io/templates": "both" },
    context: { aliases: new Map([["both", ["sidecar", "grpc-simple"]]]) },
    want: { "spec.initContainers[grpc-bootstrap-init].name": "grpc-bootstrap-init", [`${proxy}.name`]: "istio-proxy" },
  },
  {
    name: "other default templates",
    context: { defaultTemplates: ["gateway"] },
    want: { "spec.containers[istio-proxy].args.1": "router" },
  },
  {
    name: "inject.istio.io/templates: unknown",
    annotations: { "inject.istio.io/templates": "sidecars" },
    want: { [proxy]: undefined },
    codes: ["UnknownTemplate"],
  },
  {
    name: "sidecar.istio.io/nativeSidecar false",
    annotations: { "sidecar.istio.io/nativeSidecar": "false" },
    want: { [proxy]: undefined, "spec.containers.1.name": "istio-proxy", "spec.initContainers.0.name": "istio-init" },
  },
  {
    name: "sidecar.istio.io/nativeSidecar: anything else is native",
    annotations: { "sidecar.istio.io/nativeSidecar": "yes" },
    context: classic,
    want: { [`${proxy}.restartPolicy`]: "Always", "spec.containers[istio-proxy]": undefined },
  },
  {
    name: "a native proxy drains, and is the second init container",
    want: { "spec.initContainers.1.name": "istio-proxy", [`${proxy}.lifecycle.preStop.exec.command.2`]: "--debug-port=15020" },
  },
  {
    name: "holdApplicationUntilProxyStarts puts a classic proxy first",
    annotations: { "proxy.istio.io/config": "holdApplicationUntilProxyStarts: true" },
    context: classic,
    want: {
      "spec.containers.0.name": "istio-proxy",
      "spec.containers.0.lifecycle.postStart.exec.command": ["pilot-agent", "wait"],
      [env("PROXY_CONFIG", "spec.containers[istio-proxy]")]: '{"holdApplicationUntilProxyStarts":true}\n',
    },
  },
  {
    name: "sidecar.istio.io/holdApplicationUntilProxyStarts, honoured",
    annotations: { "sidecar.istio.io/holdApplicationUntilProxyStarts": "true" },
    context: classic,
    want: { "spec.containers.0.name": "istio-proxy" },
    codes: ["GuideAnnotation"],
  },
  {
    name: "sidecar.istio.io/holdApplicationUntilProxyStarts, not honoured",
    annotations: { "sidecar.istio.io/holdApplicationUntilProxyStarts": "true" },
    context: { ...classic, guideAnnotations: false },
    want: { "spec.containers.1.name": "istio-proxy" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "proxy.istio.io/config beats the guides' annotation",
    annotations: {
      "sidecar.istio.io/holdApplicationUntilProxyStarts": "true",
      "proxy.istio.io/config": "{holdApplicationUntilProxyStarts: false}",
    },
    context: classic,
    want: { "spec.containers.1.name": "istio-proxy" },
    codes: ["GuideAnnotation"],
  },
]);
