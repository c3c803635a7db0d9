import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));

const requirement = z.strictObject({
  key: text,
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
  values: z.optional(z.array(z.string())),
});

/** A label selector as Kubernetes has it; every requirement has to hold. */
export const labelSelector = z.strictObject({
  matchLabels: z.optional(z.record(z.string(), z.string())),
  matchExpressions: z.optional(z.array(requirement)),
});
