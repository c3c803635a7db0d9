import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { injectTexts } from "../inject/texts.ts";
import type { NamedText } from "../named-text.ts";
import { type FoundDocument, findConfigs, findLocalConfig } from "./find-configs.ts";
import { plainStream } from "./plain-stream.ts";

/** What a build is made of. */
export interface BuildTexts {
  /** What was built, or read. */
  readonly built: readonly NamedText[];
  /** The other files: their local configuration is used, and the SidecarInjector may be among them. */
  readonly beside: readonly NamedText[];
  /** The SidecarInjector, if it was named. */
  readonly config?: NamedText | undefined;
  readonly context: readonly NamedText[];
  readonly namespace?: string | undefined;
  /** Whether a result without objects for the cluster is no error. */
  readonly allowsEmpty?: boolean | undefined;
}

export interface Build {
  /** Absent if anything failed. */
  readonly stream?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The fault is in the input or the configuration, not in a workload. */
  readonly isUnread?: true;
}

/**
 * Injects into what was built and returns it for a host that only applies it: as documents, each an object for the
 * cluster.
 */
export function build(texts: BuildTexts): Build {
  const found = texts.config ? { config: texts.config } : findConfig(texts);
  if ("diagnostics" in found) return { diagnostics: found.diagnostics, isUnread: true };
  const context = [...findLocalConfig(texts.beside), ...texts.context];
  const injected = injectTexts({ inputs: texts.built, config: found.config, context, namespace: texts.namespace });
  if (!injected.texts) return { diagnostics: injected.diagnostics, isUnread: true };
  if (hasErrors(injected.diagnostics)) return { diagnostics: injected.diagnostics };
  const { texts: edited } = injected;
  const { documents, diagnostics } = plainStream(
    texts.built.map(({ file, text }, i) => ({ file, text: edited[i] as string, before: text })),
  );
  if (hasErrors(diagnostics)) return { diagnostics, isUnread: true };
  if (documents.length === 0 && !texts.allowsEmpty) return { diagnostics: [nothingLeft()], isUnread: true };
  // A stream that began with JSON would be read as JSON to its end.
  return { stream: documents.map((text) => `---\n${text}`).join(""), diagnostics: [...injected.diagnostics, ...diagnostics] };
}

/** What was built comes first: overlays may have changed it. */
function findConfig({ built, beside }: BuildTexts): { config: NamedText } | { diagnostics: readonly Diagnostic[] } {
  const inBuilt = findConfigs(built);
  const found = inBuilt.length > 0 ? inBuilt : findConfigs(beside);
  const [config, second] = found;
  if (config && !second) return { config };
  return { diagnostics: [config ? ambiguous(found) : missing()] };
}

function missing(): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: "Cannot find the configuration: neither the directory nor what was built from it has a SidecarInjector; expected one",
    fix: "put a SidecarInjector into the directory, or name its file: -c on the command line, the parameter `config` in Argo CD",
  });
}

function ambiguous(found: readonly FoundDocument[]): Diagnostic {
  const places = found.map(({ file, line }) => `${file}:${line}`);
  return diagnostic("InvalidConfiguration", {
    message: `Cannot tell which configuration is meant: ${places.join(" and ")} are SidecarInjectors; expected one`,
    fix: "name the one that counts: -c on the command line, the parameter `config` in Argo CD; or name the other in .podgraftignore",
  });
}

function nothingLeft(): Diagnostic {
  return diagnostic("BuildFailed", {
    message: "Cannot print the manifests: there is no object for a cluster among them; expected at least one",
    fix: "check the directory: an empty answer would have the host delete everything, so none is given. Pass --allow-empty if that is normal",
  });
}
