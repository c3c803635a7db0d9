import * as z from "zod/mini";

function selectorSchema() {
  const requirement = z.strictObject({
    key: z.string().check(z.minLength(1)),
    operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
    values: z.optional(z.array(z.string())),
  });
  return z.strictObject({
    matchLabels: z.optional(z.record(z.string(), z.string())),
    matchExpressions: z.optional(z.array(requirement)),
  });
}

/** A label selector as in Kubernetes; every requirement must be met. */
export const labelSelector = z.lazy(selectorSchema);
