// Writes docs/CLI.md: what `--help` says, with what cannot stand there.
import { writeFileSync } from "node:fs";
import { cliPage } from "./cli-page.ts";

writeFileSync("docs/CLI.md", cliPage());
