import { byteLength } from "./text/bytes.ts";

/** Where a template came from; the name is in its errors. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** A template that cannot be parsed or executed. */
export interface TemplateError {
  /** The whole text, as Go words it. */
  readonly message: string;
  /** The name that the text was parsed under. */
  readonly template: string;
  /** From 1. */
  readonly line: number;
  /** Bytes before it on its line, as Go counts: from 0. */
  readonly column: number;
  /** What went wrong, without the place. */
  readonly cause: string;
}

/** Carries a {@link TemplateError} out of the parser or an execution; never leaves the engine. */
export class TemplateFailure extends Error {
  readonly error: TemplateError;
  constructor(error: TemplateError) {
    super(error.message);
    this.error = error;
  }
}

/** Line and column of an offset. */
export function placeOf(source: Source, offset: number): { line: number; column: number } {
  const before = source.text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let i = before.indexOf("\n"); i >= 0; i = before.indexOf("\n", i + 1)) line++;
  return { line, column: byteLength(before.slice(lineStart)) };
}
