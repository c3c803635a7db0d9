// Writes docs/TOUR.md, and what the README shows of it: each command with what it prints.
import { readFileSync, writeFileSync } from "node:fs";
import { takeTour } from "./tour-page.ts";

const { page, heart } = takeTour();
writeFileSync("docs/TOUR.md", page);
writeFileSync(
  "README.md",
  readFileSync("README.md", "utf8").replace(/^```console\n[\s\S]*?^```\n/m, () => heart),
);
