// Writes plugin/krm-function.yaml.
import { writeFileSync } from "node:fs";
import { krmFunction } from "./krm-function.ts";

writeFileSync("plugin/krm-function.yaml", krmFunction());
