// Builds what hosts run (plugin/) and the library (lib/).
import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { writeBillOfMaterials } from "./bill-of-materials.mjs";
import { buildLibrary } from "./build-library.mjs";
import { buildPlugin } from "./build-plugin.mjs";
import { bundledPackages, writeNotices } from "./notices.mjs";

/** Runs a program of Node's, on an input where it has one; what fails here fails the build. */
function run(args, input) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: [input === undefined ? "ignore" : openSync(input), "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`Cannot run ${args.join(" ")}: ${stderr}`);
}

const bundled = bundledPackages([...(await buildPlugin()), ...(await buildLibrary())]);
writeNotices("plugin/THIRD-PARTY-LICENSES", bundled);
writeBillOfMaterials("plugin/podgraft.cdx.json", bundled);

const example = "examples/log-shipper";
run(["tools/compile.cjs"], "tools/warm-up.yaml");
run(["tools/compile.cjs"], "tools/warm-up-templates.yaml");
run(["tools/compile.cjs", "explain", "-f", example, "-c", `${example}/injector.yaml`]);
run(["plugin/podgraft", "schema", "-o", "lib/podgraft.schema.json"]);
