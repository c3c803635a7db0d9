import { hubFaults } from "../../../src/istio/config/hub-faults.ts";
import { newMap, type ValueMap } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";

interface Row {
  readonly hub: string;
  readonly image?: string;
  /** What is proposed; absent: nothing is wrong. */
  readonly proposed?: string;
  readonly severity?: "error" | "warning";
}

const rows: readonly Row[] = [
  { hub: "docker.io/istio" },
  { hub: "gcr.io/istio-release" },
  { hub: "registry.example.com:5000" },
  { hub: "registry.example.com:5000/proxyv2-mirror" },
  { hub: "proxyv2" },
  { hub: "" },
  { hub: "/" },
  { hub: "https://" },
  { hub: "https://docker.io/istio", proposed: "docker.io/istio", severity: "error" },
  { hub: "HTTP://docker.io/istio//", proposed: "docker.io/istio", severity: "error" },
  { hub: "oci://registry.example.com:5000", proposed: "registry.example.com:5000", severity: "error" },
  { hub: "docker.io/istio/", proposed: "docker.io/istio", severity: "error" },
  { hub: "https://docker.io/istio/proxyv2", proposed: "docker.io/istio", severity: "error" },
  { hub: "docker.io/istio/proxyv2", proposed: "docker.io/istio", severity: "warning" },
  { hub: "docker.io/istio/proxyv2:1.30.5", proposed: "docker.io/istio", severity: "warning" },
  { hub: "docker.io/Istio", proposed: "docker.io/istio", severity: "error" },
  { hub: " docker.io/istio", proposed: "docker.io/istio", severity: "error" },
  { hub: "docker.io/istio:1.30", severity: "error" },
  { hub: "${HUB}" },
  { hub: "${REGISTRY}/istio" },
  { hub: "$(REGISTRY)/istio" },
  { hub: "{{ registry }}/istio" },
  { hub: "<registry>/istio" },
  { hub: "https://docker.io/istio", image: "example.com/proxyv2:1" },
];

const mapOf = (entries: Readonly<Record<string, string | ValueMap>>): ValueMap => Object.assign(newMap(), entries);

table("a hub", rows, {
  title: ({ hub, image }) => `${JSON.stringify(hub)}${image === undefined ? "" : ` with the image ${image}`}`,
  run: ({ hub, image = "proxyv2", proposed, severity }) =>
    assert.equal(
      hubFaults(mapOf({ global: mapOf({ hub, proxy: mapOf({ image }) }) })).map((told) => [told.field?.proposed, told.severity]),
      severity === undefined ? [] : [[proposed, severity]],
    ),
});
