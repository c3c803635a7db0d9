/** What the schema cannot say about a field of the configuration. */
export interface FieldRow {
  /** What it is for, in editors and in docs/CONFIGURATION.md. */
  readonly description: string;
  /** What holds where it is absent. */
  readonly absent: string;
  /** A sample value, in YAML. */
  readonly example: string;
}

export type FieldRows = Readonly<Record<string, FieldRow>>;

export function prefixed(prefix: string, rows: FieldRows): FieldRows {
  return Object.fromEntries(Object.entries(rows).map(([name, row]) => [prefix + name, row]));
}

/** The rows of a label selector, wherever there is one. */
export const selectorRows: FieldRows = {
  matchLabels: {
    description: "Labels that all have to be there, with these values.",
    absent: "no requirement",
    example: "{logging: enabled}",
  },
  matchExpressions: {
    description: "Requirements that all have to hold.",
    absent: "no requirement",
    example: "[{key: tier, operator: NotIn, values: [batch]}]",
  },
  "matchExpressions[].key": { description: "The label's key.", absent: "required", example: "tier" },
  "matchExpressions[].operator": { description: "How the label is compared.", absent: "required", example: "NotIn" },
  "matchExpressions[].values": {
    description: "The values for In and NotIn; none for Exists and DoesNotExist.",
    absent: "none",
    example: "[batch]",
  },
};
