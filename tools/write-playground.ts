// Writes docs/playground/index.html, the page to try podgraft in: npm run playground
import { writeFileSync } from "node:fs";
import { playgroundPage } from "./playground.ts";

writeFileSync("docs/playground/index.html", await playgroundPage());
console.log("Open docs/playground/index.html in a browser");
