import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The packages whose code bundles hold, by their names. */
export function bundledPackages(metafiles) {
  const packages = metafiles
    .flatMap(({ inputs }) => Object.keys(inputs))
    .flatMap((path) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(packages)].sort();
}

/** Writes the licences of packages, which must go where their code goes. */
export function writeNotices(file, packages) {
  writeFileSync(file, `podgraft holds code of these packages.\n${packages.map(notice).join("")}`);
}

function notice(name) {
  const folder = join("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`Cannot bundle ${name}: it has no licence file; expected one`);
  return `\n---\n${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
