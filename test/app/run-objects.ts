import { parse, stringify } from "yaml";
import { runFunction } from "../../src/app/inject/function.ts";
import { uninjectTexts } from "../../src/app/inject/texts.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";

/** A Kubernetes object as plain data. */
export interface Plain {
  readonly [field: string]: unknown;
}

export interface Run {
  /** The ResourceList that came out. */
  readonly text: string;
  readonly items: readonly Plain[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the KRM function on objects, with a `spec` as its configuration. */
export async function inject(items: readonly unknown[], spec: object, name = "test"): Promise<Run> {
  const functionConfig = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name }, spec };
  const list = { apiVersion: "config.kubernetes.io/v1", kind: "ResourceList", items, functionConfig };
  const { output, diagnostics } = await runFunction("stdin", stringify(list, { aliasDuplicateObjects: false, version: "1.1" }));
  return run(output?.join("") ?? "items: []", diagnostics);
}

/** Takes everything out again, without any configuration. */
export async function uninject(text: string): Promise<Run> {
  const { texts, diagnostics } = await uninjectTexts([{ file: "stdin", text }], {});
  return run(texts?.[0] ?? "items: []", diagnostics);
}

function run(text: string, diagnostics: readonly Diagnostic[]): Run {
  return { text, items: (parse(text) as { items: Plain[] }).items, diagnostics };
}

/** The errors and warnings as `Code path: message`, infos only where asked for. */
export function told(diagnostics: readonly Diagnostic[], severities: readonly string[] = ["error", "warning"]): readonly string[] {
  return diagnostics.filter(({ severity }) => severities.includes(severity)).map(({ code, message }) => `${code}: ${message}`);
}

/** A sidecar that goes into every pod, and a container of the app. */
export const shipper = {
  name: "logs",
  policy: "enabled",
  template: {
    metadata: { annotations: { "example.com/logs": "json" } },
    spec: { containers: [{ name: "shipper", image: "shipper:1" }], volumes: [{ name: "logs", emptyDir: {} }] },
  },
};
export const pod = { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "app", image: "app:1" }] } };
export const deployment = (template: unknown, name = "web") => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: { selector: { matchLabels: { app: "web" } }, template },
});
