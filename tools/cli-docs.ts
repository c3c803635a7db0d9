// Writes docs/CLI.md: what `--help` says, with what cannot be there.
import { writeFileSync } from "node:fs";
import { cliPage } from "./cli-page.ts";

writeFileSync("docs/CLI.md", cliPage());
