// Writes into plugin/Dockerfile the digests that its images' tags have now. Needs a network.
import { readFileSync, writeFileSync } from "node:fs";
import { pinned } from "./image-digest.ts";

const path = "plugin/Dockerfile";
writeFileSync(path, await pinned(readFileSync(path, "utf8"), fetch));
