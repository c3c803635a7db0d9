import * as z from "zod/mini";

/** `spec.workloads`: kinds that podgraft does not know, or whose pod templates are elsewhere. */
export const userWorkloads = z.lazy(() => {
  const text = z.string().check(z.minLength(1));
  const workload = z.strictObject({
    /** `example.com/v1`; each version is an entry of its own. */
    apiVersion: text,
    kind: text,
    /** Paths such as `spec.template`, `spec.pods[].template`, `spec.groups.*.template`, `spec.leaderTemplate?`; see TemplatePath. */
    podTemplates: z.array(text).check(z.minLength(1)),
  });
  return z.array(workload);
});
