import { facts, init, proxy } from "./facts.ts";

facts("images", [
  {
    name: "sidecar.istio.io/proxyImage with a slash",
    annotations: { "sidecar.istio.io/proxyImage": "mirror.example/proxyv2:9" },
    want: { [`${proxy}.image`]: "mirror.example/proxyv2:9", [`${init}.image`]: "mirror.example/proxyv2:9" },
  },
  {
    name: "sidecar.istio.io/proxyImage without a slash is ignored",
    annotations: { "sidecar.istio.io/proxyImage": "proxyv3" },
    want: { [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5" },
  },
  {
    name: "sidecar.istio.io/proxyImageType",
    annotations: { "sidecar.istio.io/proxyImageType": "distroless" },
    values: { global: { tag: "1.30.5-debug" } },
    want: {
      [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5-distroless",
      [`${init}.image`]: "registry.istio.io/release/proxyv2:1.30.5-distroless",
    },
  },
  {
    name: "image type of the ProxyConfig, which the init container has not",
    mesh: { defaultConfig: { image: { imageType: "debug" } } },
    want: {
      [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5-debug",
      [`${init}.image`]: "registry.istio.io/release/proxyv2:1.30.5",
    },
  },
  {
    name: "before 1.31 the init container has the proxy's image",
    mesh: { defaultConfig: { image: { imageType: "debug" } } },
    context: { minor: "1.30" },
    want: { [`${init}.image`]: "registry.istio.io/release/proxyv2:1.30.5-debug" },
  },
  {
    name: "a digest as tag",
    values: { global: { tag: `sha256:${"0".repeat(64)}`, variant: "debug" } },
    want: { [`${proxy}.image`]: `registry.istio.io/release/proxyv2@sha256:${"0".repeat(64)}` },
  },
  {
    name: "image pull secrets of the values",
    values: { global: { imagePullSecrets: ["mirror"] } },
    spec: { containers: [{ name: "app" }], imagePullSecrets: [{ name: "own" }] },
    want: { "spec.imagePullSecrets": [{ name: "mirror" }, { name: "own" }] },
  },
]);
