import * as z from "zod/mini";
import type { DialectField } from "../dialect.ts";

const text = z.string().check(z.minLength(1));

/** `spec.dialects.linkerd`. */
export const linkerdSettings = z.strictObject({
  version: z.optional(text),
  namespace: z.optional(text),
  values: z.optional(z.record(z.string(), z.unknown())),
  templates: z.optional(text),
});

export type LinkerdSettings = z.infer<typeof linkerdSettings>;

export const linkerdFields: Readonly<Record<string, DialectField>> = {
  "": {
    description: "Linkerd's proxy injector, with the values of the ConfigMap `linkerd-config` in the input.",
    absent: "no pod gets Linkerd's proxy",
    example: "{}",
  },
  version: {
    description: "The edge release whose pods are made, where the values do not say, or name one that podgraft does not know.",
    absent: "`linkerdVersion` of the values",
    example: "26.8.3",
  },
  namespace: { description: "Where the control plane is.", absent: "`linkerd`", example: "mesh" },
  values: {
    description: "The chart's values, as in the ConfigMap `linkerd-config`; these count where both have one.",
    absent: "those of the ConfigMap",
    example: "{proxy: {logLevel: warn}}",
  },
  templates: {
    description:
      "A ConfigMap beside `linkerd-config` with the files of the chart's `charts/partials/templates`, to make the containers by.",
    absent: "podgraft's own, for the releases that it knows",
    example: "linkerd-partials",
  },
};
