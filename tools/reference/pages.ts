import { annotationsPage } from "./annotations-page.ts";
import { configurationPage } from "./configuration-page.ts";
import { whyPage } from "./why-page.ts";
import { workloadsPage } from "./workloads-page.ts";

/** The pages of the documentation that are written from the source. */
export const referencePages: readonly { readonly file: string; readonly text: () => string }[] = [
  { file: "docs/ANNOTATIONS.md", text: annotationsPage },
  { file: "docs/CONFIGURATION.md", text: configurationPage },
  { file: "docs/WHY.md", text: whyPage },
  { file: "docs/WORKLOADS.md", text: workloadsPage },
];
