/** The ports of the proxy and its agent, with their purpose. Source: istio pilot/cmd/pilot-agent/status/server.go. */
const uses: Readonly<Record<string, string>> = {
  "15000": "Envoy's admin interface",
  "15001": "capture of outbound traffic",
  "15004": "debugging of the control plane",
  "15006": "capture of inbound traffic",
  "15008": "the HBONE tunnel",
  "15020": "the agent's status and merged metrics",
  "15021": "Envoy's health",
  "15053": "the DNS proxy",
  "15090": "Envoy's metrics",
};

/** What Istio needs a port for, or undefined if it leaves it alone. */
export function reservedPort(port: string): string | undefined {
  return Object.hasOwn(uses, port) ? uses[port] : undefined;
}
