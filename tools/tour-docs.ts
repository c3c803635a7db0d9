// Writes docs/TOUR.md: each command with what it prints.
import { writeFileSync } from "node:fs";
import { takeTour } from "./tour-page.ts";

writeFileSync("docs/TOUR.md", takeTour());
