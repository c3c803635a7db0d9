import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { objectsOf } from "../../krm/objects.ts";
import { at } from "../../value/value.ts";
import { type Opened, unitAt } from "../load.ts";

/** The annotation by which a host says which file an item comes from: kpt does, kustomize does not for a generator. */
const PATHS = ["internal.config.kubernetes.io/path", "config.kubernetes.io/path"];

/**
 * Whether kustomize runs the function as a generator. That gets its own configuration as the only item, with the annotation that names
 * the function; as a transformer it gets the resources without it. Source: kustomize api/internal/plugins/fnplugin/fnplugin.go Generate
 */
export function isGenerator({ manifest }: Opened, configName: string): boolean {
  const unit = manifest.parts.length === 1 && !manifest.list?.whole ? unitAt(manifest, 0) : undefined;
  const [only, second] = unit ? objectsOf(0, unit) : [];
  if (!only || second || only.identity.name !== configName) return false;
  const annotations = at(only.value, "metadata", "annotations");
  const isNamed = (key: string) => at(annotations, key) !== undefined;
  return isNamed("config.kubernetes.io/function") && !PATHS.some(isNamed);
}

/** Reported because nothing would be injected, and nobody would know. */
export function generatorRefused(file: string): Diagnostic {
  return diagnostic("InvalidInput", {
    message: "Cannot inject: kustomize runs podgraft as a generator, which gets no resources; expected a transformer",
    fix: "list the configuration under transformers: instead of generators:",
    location: { file },
  });
}
