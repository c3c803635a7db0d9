import { isQualifiedName } from "../kube/validate/formats.ts";

/** The labels in `--pod-labels a=b,c=d`, or their fault. */
export function parseLabels(name: string, given: readonly string[]): { labels: Readonly<Record<string, string>> } | { problem: string } {
  const entries = given.flatMap((text) => text.split(",")).filter((text) => text !== "");
  const wrong = entries.find((text) => text.indexOf("=") < 1);
  if (wrong !== undefined) return { problem: `--${name} has ${JSON.stringify(wrong)}; expected KEY=VALUE, several separated by commas` };
  const labels = Object.fromEntries(entries.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]));
  const unusual = Object.keys(labels).find((key) => !isQualifiedName(key));
  return unusual === undefined ? { labels } : { problem: `--${name} has the key ${JSON.stringify(unusual)}; expected the key of a label` };
}
