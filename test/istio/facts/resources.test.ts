import { facts, init, proxy } from "./facts.ts";

facts("resources", [
  {
    name: "resources of the chart",
    want: { [`${proxy}.resources`]: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2000m", memory: "1024Mi" } } },
  },
  {
    name: "one resource annotation replaces the whole block of both containers",
    annotations: { "sidecar.istio.io/proxyCPU": "250m" },
    want: { [`${proxy}.resources`]: { requests: { cpu: "250m" } }, [`${init}.resources`]: { requests: { cpu: "250m" } } },
  },
  {
    name: "all four resource annotations",
    annotations: {
      "sidecar.istio.io/proxyCPU": "100m",
      "sidecar.istio.io/proxyMemory": "128Mi",
      "sidecar.istio.io/proxyCPULimit": "500m",
      "sidecar.istio.io/proxyMemoryLimit": "512Mi",
    },
    want: { [`${proxy}.resources`]: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } } },
  },
  {
    name: "sidecar.istio.io/initCPU and similar ones, honoured for the init container",
    annotations: { "sidecar.istio.io/initCPU": "10m", "sidecar.istio.io/initMemoryLimit": "64Mi" },
    want: {
      [`${init}.resources`]: { requests: { cpu: "10m" }, limits: { memory: "64Mi" } },
      [`${proxy}.resources.requests.cpu`]: "100m",
    },
    codes: ["GuideAnnotation", "GuideAnnotation"],
  },
  {
    name: "sidecar.istio.io/initCPU, not honoured",
    annotations: { "sidecar.istio.io/initCPU": "10m" },
    context: { guideAnnotations: false },
    want: { [`${init}.resources.requests.cpu`]: "100m" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "a bad quantity for the init container",
    annotations: { "sidecar.istio.io/initCPU": "ten" },
    want: { [proxy]: undefined },
    codes: ["InvalidAnnotation", "GuideAnnotation"],
  },
]);
