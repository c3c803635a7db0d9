import { isList, isMap } from "../../value/value.ts";
import { parseJson } from "../go-json.ts";

/**
 * The value of `k8s.v1.cni.cncf.io/networks` with Istio's network added where it is not there yet: to a list of names after a
 * comma, to a JSON list as its last item. What looks like JSON and is not stays as it is.
 *
 * Source: istio pkg/kube/inject/template.go appendMultusNetwork.
 */
export function appendMultusNetwork(existing: string, network: string): string {
  if (existing === "") return network;
  const end = existing.lastIndexOf("]");
  if (end < 0) {
    const known = existing.split(",").some((name) => name.trim() === network);
    return known ? existing : `${existing}, ${network}`;
  }
  const networks = parseJson(existing);
  if (!isList(networks) || !networks.every((item) => item === null || isMap(item))) return existing;
  const [namespace, name] = splitName(network);
  const known = networks.some((item) => isMap(item) && item.name === name && (item.namespace ?? "") === namespace);
  if (known) return existing;
  const added = namespace === "" ? `{"name": "${name}"}` : `{"name": "${name}", "namespace": "${namespace}"}`;
  return `${existing.slice(0, end)}, ${added}${existing.slice(end)}`;
}

/**
 * What a YAML reader makes of a text that stands between quotes: a line break, with the blanks around it, is one blank, and
 * further breaks stay. Istio's template quotes the value so.
 */
export function foldLines(text: string): string {
  const lines = text.split("\n");
  let folded = lines.length === 1 ? text : lines[0]!.trimEnd();
  let breaks = "";
  lines.forEach((line, i) => {
    if (i === 0) return;
    const last = i === lines.length - 1;
    const trimmed = last ? line.trimStart() : line.trim();
    if (trimmed === "" && !last) breaks += "\n";
    else {
      folded += (breaks || " ") + trimmed;
      breaks = "";
    }
  });
  return folded;
}

function splitName(network: string): readonly [string, string] {
  const slash = network.indexOf("/");
  return slash < 0 ? ["", network] : [network.slice(0, slash), network.slice(slash + 1)];
}
