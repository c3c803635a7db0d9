import { type Config, type ConfigResult, readConfig } from "../../src/app/config/config.ts";
import { inject } from "../../src/app/inject/inject.ts";
import { uninjectTexts } from "../../src/app/inject/texts.ts";
import { uninject } from "../../src/app/inject/uninject.ts";
import { type Loaded, load } from "../../src/app/load.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import type { Manifest } from "../../src/krm/manifest.ts";
import { type Edits, editedText } from "../../src/krm/output.ts";
import { split } from "../../src/krm/split.ts";
import type { Value } from "../../src/value/value.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";

/** A text that something was done to, with what was done. */
export interface Done {
  readonly text: string;
  readonly manifest: Manifest;
  readonly loaded: Loaded;
  readonly edits: Edits;
  readonly diagnostics: readonly Diagnostic[];
}

export async function injected(text: string, config: Config): Promise<Done> {
  const loaded = await load(split("input.yaml", text), config.spec.workloads);
  const { edits, diagnostics } = await inject([loaded], config);
  return done(loaded, edits[0] ?? new Map(), diagnostics);
}

export async function uninjected(text: string, only?: string): Promise<Done> {
  const loaded = await load(split("input.yaml", text));
  const { edits, diagnostics } = uninject([loaded], { only });
  const { texts = [text] } = uninjectTexts([{ file: "input.yaml", text }], { only });
  return { ...done(loaded, edits[0] ?? new Map(), diagnostics), text: texts[0] as string };
}

function done(loaded: Loaded, edits: Edits, diagnostics: readonly Diagnostic[]): Done {
  return { text: editedText(loaded.manifest, loaded.units, edits), manifest: loaded.manifest, loaded, edits, diagnostics };
}

/** The configuration that a value is; fails with what is wrong in it. */
export function configOf(value: Value | undefined): Config {
  const result: ConfigResult = readConfig({ value, locate: () => undefined, parse: yamlValue });
  if ("config" in result) return result.config;
  throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
}

/** The value of a text of one document; undefined if it is not YAML. */
export function yamlValue(text: string): Value | undefined {
  const { node } = readYaml(text, { start: 0, end: text.length });
  return node && nodeValue(node);
}
