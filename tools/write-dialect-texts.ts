// Writes src/dialects/*/texts.gen.ts: the templates and tables that lie beside a dialect's code.
import { writeFileSync } from "node:fs";
import { dialectTexts } from "./dialect-texts.ts";

for (const [path, text] of dialectTexts()) writeFileSync(path, text);
