import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes CycloneDX's bill of the packages whose code podgraft holds, with their licences and digests, as npm knows them from
 * package-lock.json. Without what changes from run to run: a number, the time, npm's version.
 */
export function writeBillOfMaterials(file, packages) {
  const { status, stdout, stderr } = spawnSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot run npm sbom: ${stderr}`);
  const { $schema, bomFormat, specVersion, version, metadata, components } = JSON.parse(stdout);
  // npm names the project after its folder.
  const podgraft = { ...metadata.component, name: "podgraft" };
  const bundled = packages.map((name) => required(components, name));
  const dependencies = [{ ref: podgraft["bom-ref"], dependsOn: bundled.map((one) => one["bom-ref"]) }];
  const bill = { $schema, bomFormat, specVersion, version, metadata: { component: podgraft }, components: bundled, dependencies };
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
}

/** A package's entry. For npm it is needed for development only; those who run podgraft run its code. */
function required(components, name) {
  const installed = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8")).version;
  const found = components.find((component) => component.name === name && component.version === installed);
  if (!found) throw new Error(`Cannot list ${name} ${installed}: package-lock.json does not name it; run npm ci`);
  const { properties, ...component } = found;
  return { ...component, scope: "required" };
}
