import type { Change } from "../change/changes.ts";
import { type Diagnostic, diagnostic, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { pathText } from "./path.ts";
import { type Provenance, wrote } from "./provenance.ts";
import { readablePath } from "./readable-path.ts";

interface Layers {
  readonly provenance: Provenance;
  /** The configuration that made the changes. */
  readonly name: string;
  readonly identity: ResourceIdentity;
}

/** Errors for each field that a configuration changes although another one wrote it: reverting either would break the other. */
export function layerConflicts(made: readonly Change[], { provenance, name, identity }: Layers): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const change of made) {
    if (change.op !== "set" && change.op !== "remove") continue;
    for (const [other, layer] of provenance) {
      if (other === name || !wrote(layer, pathText(change.path), change.before)) continue;
      found.push(conflict(identity, change, { name, other }));
    }
  }
  return found;
}

function conflict(
  resource: ResourceIdentity,
  change: Change & { op: "set" | "remove" },
  { name, other }: { name: string; other: string },
): Diagnostic {
  const path = readablePath(change.path);
  return diagnostic("LayerConflict", {
    resource,
    message: `Cannot graft: ${path} was written by the configuration "${other}", and "${name}" would change it; expected that only one of the two writes it`,
    fix: `leave the field out of one of the two configurations, or give both the same metadata.name`,
    field: { path, current: change.before, ...(change.op === "set" && { proposed: change.after }) },
  });
}
