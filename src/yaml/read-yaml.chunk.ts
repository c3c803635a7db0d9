import { Composer, type ReadRange } from "./compose.ts";
import { TextFault } from "./cursor.ts";
import { faultCause, foreignText } from "./fault-cause.ts";
import type { ReadResult } from "./source-node.ts";
import { unreadableIn } from "./unreadable.ts";

/** Faults beyond these have nearly always the same causes. */
const MAX_FAULTS = 10;

/**
 * Reads one YAML document, whatever its form, from `start` up to `end` of `text`: anchors, tags, every scalar style. It reads what
 * Kubernetes' readers read, and refuses what they refuse. For invalid syntax it gives one cause, otherwise every fault.
 */
export function readYaml(text: string, range: ReadRange): ReadResult {
  const unreadable = unreadableIn(text, range);
  if (unreadable) return { faults: [unreadable] };
  const composer = new Composer(text, range);
  try {
    const node = composer.document();
    const [first] = composer.faults;
    if (!first) return { node };
    const cause = foreignText(text, first.offset, range);
    return { faults: cause ? [cause] : composer.faults.slice(0, MAX_FAULTS) };
  } catch (thrown) {
    if (!(thrown instanceof TextFault)) throw thrown;
    return { faults: [faultCause(text, thrown, range)] };
  }
}
