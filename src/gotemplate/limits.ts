/** What one execution may use. A template that needs more ends with an error that names the place. */
export interface Limits {
  /** Actions walked, functions called, elements visited. */
  readonly steps: number;
  /** The length of the output, and of every text made on the way, in UTF-16 units. */
  readonly size: number;
  /** Templates invoked within templates. */
  readonly depth: number;
  /** Data within data, and control structures or parentheses within each other. */
  readonly nesting: number;
}

export const defaultLimits: Limits = { steps: 5_000_000, size: 16 * 1024 * 1024, depth: 400, nesting: 400 };

/** An execution ran into one of its limits. */
export class LimitError extends Error {}

/** Counts what one execution uses. */
export class Budget {
  private readonly limits: Limits;
  private steps: number;
  constructor(limits: Limits) {
    this.limits = limits;
    this.steps = limits.steps;
  }

  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw new LimitError(`exceeded the limit of ${this.limits.steps} steps`);
  }

  nest(depth: number): void {
    if (depth > this.limits.nesting) throw new LimitError(`exceeded the limit of ${this.limits.nesting} levels of data`);
  }

  fit(length: number): void {
    if (length > this.limits.size) throw new LimitError(`exceeded the limit of ${this.limits.size} characters`);
  }
}
