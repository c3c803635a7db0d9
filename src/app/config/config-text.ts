import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { readPart } from "../../krm/read.ts";
import { split } from "../../krm/split.ts";
import { at, isMap, type Value } from "../../value/value.ts";
import { parseText } from "../embedded-yaml.ts";
import { readYaml } from "../engines.ts";
import type { ConfigResult } from "./config.ts";
import { readConfigNode, readConfigValue } from "./function-config.ts";

/** A configuration from a program, with its name in messages. */
export interface ConfigObject {
  readonly file: string;
  readonly value: Value;
}

export function readConfigObject({ file, value }: ConfigObject): ConfigResult {
  return readConfigValue(value, { locate: () => ({ file }) });
}

/** The configuration in its own text, of one document. */
export function readConfigText(file: string, text: string): ConfigResult {
  const manifest = split(file, text);
  const [part, second] = manifest.parts;
  if (!part || second) return { diagnostics: [notOne(file, manifest.parts.length)] };
  const read = readPart(manifest, part, readYaml);
  return "diagnostics" in read ? read : readConfigNode(manifest, read.unit.entry.value);
}

function notOne(file: string, count: number): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot read the configuration: the file has ${count === 0 ? "no document" : `${count} documents`}; expected one`,
    fix: "give a file with one SidecarInjector",
    location: { file },
  });
}

/**
 * A file with the injector's configuration; a file without templates is itself the template of the sidecar.
 *
 * Source: istio istioctl/pkg/kubeinject/kubeinject.go injectCommand
 */
export function injectorConfigText(text: string): string {
  const value = parseText(text);
  const templates = at(value, "templates");
  return isMap(templates) && Object.keys(templates).length > 0 ? text : JSON.stringify({ templates: { sidecar: text } });
}
