import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { pageStyle } from "../src/report/html/page-style.ts";

const root = join(import.meta.dirname, "..");

const folder = "docs/playground";

/** What the page offers to load: files of the project, which tests run elsewhere. */
const examples = [
  {
    title: "A log shipper, by a namespace's label",
    manifests: ["examples/log-shipper/namespaces.yaml", "examples/log-shipper/app.yaml"],
    config: "examples/log-shipper/injector.yaml",
  },
  {
    title: "Istio's sidecar and a log shipper",
    manifests: ["examples/istio/namespaces.yaml", "examples/istio/app.yaml"],
    config: "examples/istio/injector.yaml",
  },
  {
    title: "Opting out",
    manifests: ["kustomization-examples/opt-out/workloads.yaml"],
    config: "kustomization-examples/opt-out/injector.yaml",
  },
  {
    title: "A Go template: Vault's agent",
    manifests: ["ledger", "statements"].map((name) => `kustomization-examples/log-shipper-and-vault-agent/${name}.yaml`),
    config: "kustomization-examples/log-shipper-and-vault-agent/injector.yaml",
  },
  { title: "Mistakes in a workload", manifests: [`${folder}/mistakes/app.yaml`], config: `${folder}/mistakes/injector.yaml` },
  {
    title: "A mistake in the configuration",
    manifests: ["examples/log-shipper/app.yaml"],
    config: `${folder}/mistakes/misspelt-injector.yaml`,
  },
];

/**
 * The page of docs/playground: the library, a page around it and everything else in one file, whose policy lets it load and send
 * nothing. The licences of what it holds are those that the build wrote.
 */
export async function playgroundPage(): Promise<string> {
  const [engine, script] = await Promise.all([bundle("engine.ts"), bundle("page.ts")]);
  const style = pageStyle + read(`${folder}/page.css`);
  const { version } = JSON.parse(read("package.json"));
  const parts: Readonly<Record<string, string>> = {
    policy: policyOf({ script, style }),
    style,
    version,
    notices: escaped(read("plugin/THIRD-PARTY-LICENSES")),
    // In JSON a < is in texts only.
    examples: JSON.stringify(examples.map(exampleTexts)).replaceAll("<", "\\u003c"),
    engine,
    script,
  };
  return read(`${folder}/page.html`).replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] as string);
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** esbuild writes no `</script` into its texts. */
async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, folder, file)],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2023",
    write: false,
    logLevel: "warning",
  });
  return (outputFiles[0]?.text ?? "").trim();
}

function policyOf({ script, style }: { script: string; style: string }): string {
  const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    "connect-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(script)}`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types engine",
  ].join("; ");
}

function exampleTexts({ title, manifests, config }: (typeof examples)[number]) {
  return { title, manifests: manifests.map(read).join("---\n"), config: read(config) };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
