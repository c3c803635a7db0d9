import type { Change } from "../change/changes.ts";
import { type Diagnostic, diagnostic, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { type Layer, type Provenance, wrote } from "./layer.ts";
import { pathText } from "./path.ts";
import { readablePath } from "./readable-path.ts";

interface Layers {
  readonly provenance: Provenance;
  /** The configuration that made the changes. */
  readonly name: string;
  readonly identity: ResourceIdentity;
}

/**
 * Errors for each field that one configuration changes although another one wrote or removed it: reverting either would
 * break the other.
 */
export function layerConflicts(made: readonly Change[], { provenance, name, identity }: Layers): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const change of made) {
    if (change.op === "order") continue;
    for (const [other, layer] of provenance) {
      if (other !== name && isAtOdds(change, layer)) found.push(conflict(identity, change, { name, other }));
    }
  }
  return found;
}

type ValueChange = Exclude<Change, { op: "order" }>;

function isAtOdds(change: ValueChange, layer: Layer): boolean {
  const path = pathText(change.path);
  if (change.op !== "add") return wrote(layer, path, change.before);
  return [...layer.removed.keys()].some((removed) => path === removed || path.startsWith(`${removed}/`));
}

function conflict(resource: ResourceIdentity, change: ValueChange, { name, other }: { name: string; other: string }): Diagnostic {
  const path = readablePath(change.path);
  const how = change.op === "add" ? "removed" : "written";
  return diagnostic("LayerConflict", {
    resource,
    message: `Cannot graft: ${path} was ${how} by the configuration "${other}", and "${name}" would ${change.op === "add" ? "write" : "change"} it; expected that only one of the two does`,
    fix: `leave the field out of one of the two configurations, or give both the same metadata.name`,
    field: { path, ...(change.op !== "add" && { current: change.before }), ...(change.op !== "remove" && { proposed: change.after }) },
  });
}
