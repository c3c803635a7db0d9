import { env, facts, init, note, proxy } from "./facts.ts";

facts("the agent", [
  {
    name: "status.sidecar.istio.io/port",
    annotations: { "status.sidecar.istio.io/port": "15999" },
    spec: { containers: [{ name: "app", livenessProbe: { httpGet: { port: 80 } } }] },
    want: {
      [`${init}.args`]: ["-d", "15090,15021,15999"],
      "spec.containers[app].livenessProbe.httpGet": { port: 15999, path: "/app-health/app/livez" },
    },
  },
  {
    name: "status.sidecar.istio.io/port 0 takes the proxy's probes away",
    annotations: { "status.sidecar.istio.io/port": "0" },
    want: { [`${proxy}.readinessProbe`]: undefined, [`${proxy}.startupProbe`]: undefined, [`${init}.args`]: ["-d", "15090,15021"] },
  },
  {
    name: "readiness.status.sidecar.istio.io",
    annotations: {
      "readiness.status.sidecar.istio.io/initialDelaySeconds": "5",
      "readiness.status.sidecar.istio.io/periodSeconds": "7",
      "readiness.status.sidecar.istio.io/failureThreshold": "9",
      "readiness.status.sidecar.istio.io/applicationPorts": "80",
    },
    want: {
      [`${proxy}.readinessProbe`]: {
        httpGet: { path: "/healthz/ready", port: 15021 },
        initialDelaySeconds: 5,
        periodSeconds: 7,
        timeoutSeconds: 3,
        failureThreshold: 9,
      },
    },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "probes and hooks of all containers go through the agent",
    spec: {
      initContainers: [{ name: "helper", restartPolicy: "Always", startupProbe: { tcpSocket: { port: 5 } } }],
      containers: [
        {
          name: "app",
          ports: [{ name: "web", containerPort: 8080 }],
          readinessProbe: { httpGet: { port: "web", path: "/ready", scheme: "HTTPS" } },
          livenessProbe: { grpc: { port: 9000 }, timeoutSeconds: 2 },
          lifecycle: { preStop: { httpGet: { port: 8080, path: "/stop" } } },
        },
      ],
    },
    want: {
      [env("ISTIO_KUBE_APP_PROBERS")]:
        '{"/app-health/app/livez":{"grpc":{"port":9000,"service":null},"timeoutSeconds":2},"/app-health/app/readyz":{"httpGet":{"path":"/ready","port":8080,"scheme":"HTTPS"}},"/app-health/helper/startupz":{"tcpSocket":{"port":5}},"/app-lifecycle/app/prestopz":{"httpGet":{"path":"/stop","port":8080}}}',
      "spec.containers[app].readinessProbe.httpGet": { port: 15020, path: "/app-health/app/readyz", scheme: "HTTP" },
      "spec.containers[app].livenessProbe": { timeoutSeconds: 2, httpGet: { path: "/app-health/app/livez", port: 15020 } },
      "spec.containers[app].lifecycle.preStop.httpGet": { port: 15020, path: "/app-lifecycle/app/prestopz" },
      "spec.initContainers[helper].startupProbe": { httpGet: { path: "/app-health/helper/startupz", port: 15020 } },
    },
  },
  {
    name: "sidecar.istio.io/rewriteAppHTTPProbers false",
    annotations: { "sidecar.istio.io/rewriteAppHTTPProbers": "false" },
    spec: { containers: [{ name: "app", livenessProbe: { httpGet: { port: 80 } } }] },
    want: { "spec.containers[app].livenessProbe.httpGet.port": 80, [env("ISTIO_KUBE_APP_PROBERS")]: undefined },
  },
  {
    name: "sidecar.istio.io/rewriteAppHTTPProbers with a bad value is ignored",
    annotations: { "sidecar.istio.io/rewriteAppHTTPProbers": "no" },
    spec: { containers: [{ name: "app", livenessProbe: { httpGet: { port: 80 } } }] },
    want: { "spec.containers[app].livenessProbe.httpGet.port": 15020 },
  },
  {
    name: "inbound traffic to localhost: the agent probes there",
    mesh: { inboundTrafficPolicy: { mode: "LOCALHOST" } },
    want: { [env("REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION")]: "true" },
  },
  {
    name: "log levels",
    annotations: {
      "sidecar.istio.io/logLevel": "info",
      "sidecar.istio.io/componentLogLevel": "misc:error,rbac:debug",
      "sidecar.istio.io/agentLogLevel": "default:debug",
    },
    want: {
      [`${proxy}.args`]: ["--proxyLogLevel=info", "--proxyComponentLogLevel=misc:error,rbac:debug", "--log_output_level=default:debug"],
      [`${init}.args`]: ["--log_output_level=default:debug"],
    },
  },
  {
    name: "sidecar.istio.io/bootstrapOverride",
    annotations: { "sidecar.istio.io/bootstrapOverride": "my-bootstrap" },
    want: {
      "spec.volumes[custom-bootstrap-volume].configMap.name": "my-bootstrap",
      [`${proxy}.volumeMounts[custom-bootstrap-volume].mountPath`]: "/etc/istio/custom-bootstrap",
      [env("ISTIO_BOOTSTRAP_OVERRIDE")]: "/etc/istio/custom-bootstrap/custom_bootstrap.json",
    },
  },
  {
    name: "sidecar.istio.io/userVolume and userVolumeMount",
    annotations: {
      "sidecar.istio.io/userVolume": '{"extra":{"secret":{"secretName":"s"}}}',
      "sidecar.istio.io/userVolumeMount": '{"extra":{"mountPath":"/extra","readOnly":true}}',
    },
    want: {
      "spec.volumes[extra].secret.secretName": "s",
      [`${proxy}.volumeMounts[extra]`]: { name: "extra", mountPath: "/extra", readOnly: true },
    },
  },
  {
    name: "statistics annotations are read at bootstrap: they pass through",
    annotations: { "sidecar.istio.io/statsInclusionPrefixes": "cluster.outbound", "sidecar.istio.io/statsFlushInterval": "10s" },
    want: {
      [note("sidecar.istio.io/statsInclusionPrefixes")]: "cluster.outbound",
      [note("sidecar.istio.io/statsFlushInterval")]: "10s",
    },
  },
  {
    name: "sidecar.istio.io/accessLogFile has no effect",
    annotations: { "sidecar.istio.io/accessLogFile": "/dev/stdout" },
    want: { [env("PROXY_CONFIG")]: "{}\n" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "sidecar.istio.io/discoveryAddress has no effect",
    annotations: { "sidecar.istio.io/discoveryAddress": "other:15012" },
    want: { [env("PROXY_CONFIG")]: "{}\n" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "proxy.istio.io/config over the mesh's",
    annotations: { "proxy.istio.io/config": "concurrency: 2\nproxyMetadata: {B: two}" },
    mesh: { defaultConfig: { drainDuration: "10s", proxyMetadata: { A: "one" } } },
    want: {
      [env("PROXY_CONFIG")]: '{"drainDuration":"10s","concurrency":2,"proxyMetadata":{"A":"one","B":"two"}}\n',
      [env("A")]: "one",
      [env("B", init)]: "two",
    },
  },
  {
    name: "proxy.istio.io/config with a field that is misspelt",
    annotations: { "proxy.istio.io/config": "concurency: 2" },
    want: { [env("PROXY_CONFIG")]: "{}\n" },
    codes: ["UnknownMeshField"],
  },
  {
    name: "FIPS",
    context: { compliancePolicy: "fips-140-3" },
    want: { [env("COMPLIANCE_POLICY")]: "fips-140-3", [env("GODEBUG")]: "fips140=only", [env("GOMAXPROCS")]: undefined },
  },
  {
    name: "FIPS before 1.31, GOMAXPROCS before 1.32",
    context: { compliancePolicy: "fips-140-3", minor: "1.30" },
    want: { [env("GODEBUG")]: undefined, [`${proxy}.env[GOMAXPROCS].valueFrom.resourceFieldRef.resource`]: "limits.cpu" },
  },
]);
