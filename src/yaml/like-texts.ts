import { at, isList, type Value, type ValueMap, withKey } from "../value/value.ts";
import { type ScalarLine, type ScalarPath, scalarLines } from "./scalar-lines.ts";
import type { SourceNode } from "./source-node.ts";

/** How many texts are kept, each of another number of lines. */
const KEPT = 16;

/**
 * Reads texts by the lines in which they differ from one that was read before: what a template renders for two pods differs in
 * a name or an image. What is the same in both is the same object in both values.
 */
export class LikeTexts {
  private readonly known = new Map<number, TextRead>();

  /**
   * The value of a text that has as many lines as one before, where each line that differs has one scalar as it had there;
   * undefined where only reading all of it can tell.
   */
  read(text: string): Value | undefined {
    if (text.includes("\r")) return undefined;
    const lines = text.split("\n");
    const before = this.known.get(lines.length);
    const value = before && valueLike(lines, before);
    if (before && value !== undefined) this.known.set(lines.length, { ...before, lines, value });
    return value;
  }

  /** Keeps a text, and what the quick reader made of it. */
  keep(text: string, node: SourceNode, value: Value): void {
    if (this.known.size >= KEPT) this.known.clear();
    const lines = text.split("\n");
    let scalars: ReadonlyMap<number, ScalarLine> | undefined;
    const scalarAt = (line: number) => {
      scalars ??= scalarLines(lines, node);
      return scalars.get(line);
    };
    this.known.set(lines.length, { lines, value, scalarAt });
  }
}

interface TextRead {
  readonly lines: readonly string[];
  readonly value: Value;
  readonly scalarAt: (line: number) => ScalarLine | undefined;
}

function valueLike(lines: readonly string[], before: TextRead): Value | undefined {
  let { value } = before;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line === before.lines[i]) continue;
    const known = before.scalarAt(i);
    if (known === undefined) return undefined;
    const held = at(value, ...known.path) as Value;
    const scalar = known.scalarOf(line, held);
    if (scalar === undefined) return undefined;
    if (!Object.is(scalar, held)) value = withScalar(value, known.path, scalar);
  }
  return value;
}

/** A copy of all that the path leads through, with the scalar at its end. */
function withScalar(value: Value, path: ScalarPath, scalar: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return scalar;
  if (isList(value)) return value.with(step as number, withScalar(value[step as number] as Value, rest, scalar));
  return withKey(value as ValueMap, step as string, withScalar((value as ValueMap)[step] as Value, rest, scalar));
}
