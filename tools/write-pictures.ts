// Writes docs/pictures: node --import tsx tools/write-pictures.ts (with Chromium on the PATH, and podgraft built)
import { mkdirSync, writeFileSync } from "node:fs";
import { pathWithHosts } from "./hosts.ts";
import { pagePictures, terminalPictures } from "./pictures.ts";

process.env.PATH = pathWithHosts();
mkdirSync("docs/pictures", { recursive: true });
for (const [name, picture] of [...terminalPictures(), ...(await pagePictures())]) writeFileSync(`docs/pictures/${name}`, picture);
