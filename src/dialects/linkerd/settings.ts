import * as z from "zod/mini";
import { settingsBlock, text } from "../settings-block.ts";

const values = z.record(z.string(), z.unknown());

/** `spec.dialects.linkerd`. */
export const linkerdBlock = settingsBlock(
  {
    description: "Linkerd's proxy injector, with the values of the ConfigMap `linkerd-config` in the input.",
    absent: "no pod gets Linkerd's proxy",
    example: "{}",
  },
  {
    version: [text, "The edge release, where the values name none, or one that is not known.", "`linkerdVersion` of the values", "26.8.3"],
    namespace: [text, "Where the control plane is.", "`linkerd`", "mesh"],
    values: [values, "The chart's values; they count before the ConfigMap's.", "those of the ConfigMap", "{proxy: {logLevel: warn}}"],
    templates: [text, "A ConfigMap in that namespace with the chart's `charts/partials/templates`.", "podgraft's own", "linkerd-partials"],
  },
);

export type LinkerdSettings = z.infer<typeof linkerdBlock.settings>;
