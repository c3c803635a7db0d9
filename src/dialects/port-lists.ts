import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { portsOf } from "../kube/pod.ts";
import { at, type Value, type ValueMap } from "../value/value.ts";
import { integerIn } from "./annotation-kinds.ts";
import { type AnnotationRow, type Setting, type Texts, withoutEffect } from "./annotation-table.ts";

/**
 * The ports of a text such as `80,named,100-200`, without invalid ones, and those. Names are those of the containers' ports.
 *
 * Source: linkerd2 pkg/util/parsing.go; other proxies' injectors read such lists too, mostly without names.
 */
export function portRanges(text: string, containers: readonly ValueMap[]) {
  const named = new Map(containers.flatMap(portsOf).map(({ name, containerPort }) => [name, containerPort] as const));
  const faults: string[] = [];
  const ranges = text
    .replace(/,$/, "")
    .split(",")
    .flatMap((part) => {
      const range = part.trim();
      const port = named.get(range);
      if (port !== undefined) return [String(port)];
      const bounds = range.split("-").map((bound) => integerIn(bound, 0n, 65536n));
      const [low, high = low] = bounds;
      if (bounds.length <= 2 && typeof low === "number" && typeof high === "number" && high >= low)
        return [low === high ? `${low}` : `${low}-${high}`];
      faults.push(range);
      return [];
    });
  return { ranges, faults };
}

/** The setting of an annotation with such a list, and the parts without effect. */
export function portSetting(
  { name, path }: Pick<AnnotationRow, "name" | "path">,
  { texts, taken, containers }: { readonly texts: Texts; readonly taken: Texts; readonly containers: readonly ValueMap[] },
): { readonly settings: readonly Setting[]; readonly diagnostics: readonly Diagnostic[] } {
  const text = texts[name];
  if (text === undefined) return { settings: [], diagnostics: [] };
  const { ranges, faults } = portRanges(text, containers);
  const why = (fault: string) => `${JSON.stringify(fault)} is neither a port, a range of ports, nor the name of a port of the pod`;
  const fix = "write numbers of ports, with commas between them";
  return { settings: [[path, ranges.join(",")]], diagnostics: faults.map((fault) => withoutEffect(name, { why: why(fault), fix, taken })) };
}

/** Reports about ports that a proxy for TCP leaves alone. */
export function unproxiedPorts(containers: readonly ValueMap[], party: string): readonly Diagnostic[] {
  const ports = containers.flatMap(portsOf).filter(({ protocol }) => protocol === "UDP");
  if (ports.length === 0) return [];
  const shown = ports.map(({ containerPort }) => containerPort).join(", ");
  const message = `${party}'s proxy leaves UDP alone: port ${shown} of the pod`;
  return [diagnostic("UnproxiedPort", { message, fix: "nothing, unless that traffic needs the proxy" })];
}

/** The ports that containers name. */
export function containerPorts(containers: readonly ValueMap[]): readonly string[] {
  return containers.flatMap(portsOf).map(({ containerPort }) => String(containerPort));
}

/** The ports of HTTP probes, except named ones. */
export function probedPorts(containers: readonly ValueMap[], probes: readonly string[]): readonly string[] {
  const found: readonly (Value | undefined)[] = containers.flatMap((one) => probes.map((probe) => at(one, probe, "httpGet", "port")));
  return found.filter((port) => typeof port === "number").map(String);
}
