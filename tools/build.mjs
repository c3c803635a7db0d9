// Builds what hosts run (plugin/) and the library (lib/).
import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { buildLibrary } from "./build-library.mjs";
import { buildPlugin } from "./build-plugin.mjs";
import { writeNotices } from "./notices.mjs";

/** Runs a program of Node's; what fails here fails the build. */
function run(args, stdio) {
  const { status, stderr } = spawnSync(process.execPath, args, { stdio });
  if (status !== 0) throw new Error(`Cannot run ${args[0]}: ${stderr ?? "see above"}`);
}

const bundled = [...(await buildPlugin()), ...(await buildLibrary())];
writeNotices("plugin/THIRD-PARTY-LICENSES", bundled);
run(["tools/compile.cjs"], [openSync("tools/warm-up.yaml"), "ignore", "pipe"]);
run(["plugin/podgraft", "schema", "-o", "lib/podgraft.schema.json"], ["ignore", "inherit", "inherit"]);
