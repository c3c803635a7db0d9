// Writes the pages of docs/ that are made from the source.
import { writeFileSync } from "node:fs";
import { referencePages } from "./reference/pages.ts";

for (const { file, text } of referencePages) writeFileSync(file, text());
