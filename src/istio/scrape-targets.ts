export interface ScrapeTarget {
  readonly port: string;
  readonly path: string;
}

/**
 * "port:path,..." as targets, the path "/metrics" where none is given; undefined if an entry has no port.
 *
 * Source: istio pilot/cmd/pilot-agent/status/server.go ParseScrapeTargets.
 */
export function parseScrapeTargets(text: string): readonly ScrapeTarget[] | undefined {
  const targets: ScrapeTarget[] = [];
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const colon = entry.indexOf(":");
    const port = (colon < 0 ? entry : entry.slice(0, colon)).trim();
    if (port === "") return undefined;
    targets.push({ port, path: (colon < 0 ? "" : entry.slice(colon + 1).trim()) || "/metrics" });
  }
  return targets;
}
