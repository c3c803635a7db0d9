import { type Diagnostic, diagnostic, type Location } from "../../diagnostic/diagnostic.ts";
import { positionOf } from "../../diagnostic/lines.ts";
import type { Manifest } from "../../krm/manifest.ts";

const KIND = /^(?:kind|[ \t{]*"kind"):[ \t]*"?([^\s",]+)/m;
const ITEMS = /^items:[ \t]*([^\r\n]*)/m;
/** Every list from a host has it within this many characters. */
const LOOKED_AT = 100_000;
const SHOWN = 60;

/** Why a text is not a ResourceList. */
export function notAList({ file, text, parts }: Manifest): Diagnostic {
  const head = text.slice(0, LOOKED_AT);
  const kind = KIND.exec(head)?.[1];
  if (kind !== "ResourceList")
    return refused(
      `the input ${kind === undefined ? "has no kind" : `is of kind ${kind}`}; expected kind ResourceList with items and functionConfig`,
      {
        fix: "for plain manifests run podgraft inject -f FILE -c CONFIG",
        location: { file },
      },
    );
  const fix = "pass on the whole list; an answer without items would delete every resource, so none is given";
  if (parts.length > 1) return refused(`the input holds ${parts.length} documents; expected one`, { fix, location: { file } });
  const items = ITEMS.exec(head);
  if (!items) return refused("it has no items; expected a list of them", { fix, location: { file } });
  const found = items[1] === "" ? "empty" : (items[1] as string).slice(0, SHOWN);
  return refused(`its items are ${found}; expected a list, even if it is []`, {
    fix,
    location: { file, line: positionOf(text, items.index).line },
  });
}

function refused(why: string, { fix, location }: { fix: string; location: Location }): Diagnostic {
  return diagnostic("InvalidInput", { message: `Cannot read a ResourceList: ${why}`, fix, location });
}
