// Writes src/app/config/sidecar-injector.gen.ts, the configuration's types for the library's users.
import { writeFileSync } from "node:fs";
import { configTypes } from "./config-types.ts";

writeFileSync("src/app/config/sidecar-injector.gen.ts", configTypes());
