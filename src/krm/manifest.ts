import { positionOf } from "../diagnostic/lines.ts";
import type { Unit } from "../yaml/put.ts";
import type { ReadResult, SourceFault } from "../yaml/source-node.ts";

/** A text with Kubernetes objects, found as ranges; parts are parsed only when they are needed. */
export interface Manifest {
  /** How messages name it: a file, or `stdin`. */
  readonly file: string;
  /** Without a byte order mark; offsets count from here. */
  readonly text: string;
  readonly bom: boolean;
  readonly parts: readonly Part[];
  /** Present if the text is a ResourceList. */
  readonly list?: ListFrame;
}

/** A range that is read on its own: a document's content, or one item of a ResourceList with its dash. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly isItem: boolean;
  /** Why Kubernetes' readers refuse it, if its first line shows that. */
  readonly fault?: SourceFault;
  /** Present if finding the parts required reading them. */
  readonly unit?: Unit;
}

/** The keys around a ResourceList's items. */
export interface ListFrame {
  /** The list is one part, the whole document, because its items cannot be distinguished by their lines. */
  readonly whole: boolean;
  readonly functionConfig?: Part;
  /** The lines of earlier results. */
  readonly results?: { readonly start: number; readonly end: number };
}

export type FullReader = (text: string, range: { start: number; end: number; lastKeyWins?: boolean }) => ReadResult;

/** The line of an offset, from 1; fast as long as offsets are looked up in rising order. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  let last = 0;
  return (offset) => {
    if (offset < last) return positionOf(text, offset).line;
    last = offset;
    while (next !== -1 && next < offset) {
      line++;
      next = text.indexOf("\n", next + 1);
    }
    return line;
  };
}
