import { type Diagnostic, diagnostic, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import type { Kept, KeptEdit } from "./keep-foreign.ts";
import { parsePath } from "./path.ts";
import { PROVENANCE } from "./provenance.ts";
import { readablePath } from "./readable-path.ts";
import type { ForeignEdit } from "./revert.ts";

/** The outcome of others' edits to what was grafted. */
export function editsKept(resource: ResourceIdentity, { edits, regrafted }: Kept): readonly Diagnostic[] {
  return [...edits.map((edit) => keptEdit(resource, edit)), ...regrafted.map((path) => regraftedItem(resource, path))];
}

function keptEdit(resource: ResourceIdentity, { path: text, current, written }: KeptEdit): Diagnostic {
  const path = readablePath(parsePath(text));
  const how = current === undefined ? "was removed" : written === undefined ? "was added" : "was changed";
  const isImage = path.endsWith(".image") && typeof current === "string" && typeof written === "string";
  return diagnostic("ForeignEditKept", {
    resource,
    message: `${path} ${how} by others since it was grafted, and stays so${isImage ? `: ${current}, not ${written}` : ""}`,
    fix: "to get the configuration's own value back, undo that edit, or run uninject and inject again",
    field: { path, ...(current !== undefined && { current }), ...(written !== undefined && { proposed: written }) },
  });
}

function regraftedItem(resource: ResourceIdentity, text: string): Diagnostic {
  const path = readablePath(parsePath(text));
  return diagnostic("Regrafted", {
    resource,
    message: `${path} was removed by others since it was grafted, and is there again`,
    fix: "to keep it away, opt the workload out",
    field: { path },
  });
}

/** Edits that were removed together with the grafted item that they were in. */
export function editLost(resource: ResourceIdentity, { path: text, current }: ForeignEdit): Diagnostic {
  const path = readablePath(parsePath(text));
  return diagnostic("ForeignEditLost", {
    resource,
    message: `${path} was changed by others since it was grafted, and was removed with what was grafted`,
    fix: "keep the change elsewhere if it is still needed",
    field: { path, current },
  });
}

/** An edit of a field that the object had before: its value stays. */
export function editLeft(resource: ResourceIdentity, { path: text, current }: ForeignEdit): Diagnostic {
  const path = readablePath(parsePath(text));
  return diagnostic("ForeignEditKept", {
    resource,
    message: `${path} was changed by others since it was grafted, and stays as it is`,
    fix: "change it by hand if it should be as it was before",
    field: { path, current },
  });
}

export function unreadableProvenance(resource: ResourceIdentity): Diagnostic {
  return diagnostic("UnreadableProvenance", {
    resource,
    message: `Cannot tell what was grafted before: the annotation ${PROVENANCE} is not as podgraft writes it`,
    fix: "restore the annotation from version control; or remove it together with everything that was grafted",
    field: { path: `metadata.annotations[${PROVENANCE}]` },
  });
}
