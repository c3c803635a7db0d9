// Makes of the executables in dist/ what a release consists of beside them: archives, install.sh, and files for krew, Homebrew,
// mise and Nix, each with the digests of what it downloads:
//   node --import tsx tools/release.ts HOMEPAGE [BASE]
// BASE is the URL of the folder that will hold the files: by default where GitHub keeps those of a tag.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import manifest from "../package.json" with { type: "json" };
import { fileOf } from "./executable.ts";
import {
  homebrewFormula,
  installScript,
  krewManifest,
  miseConfig,
  nixPackage,
  type Release,
  type ReleasedFile,
} from "./release/package-files.ts";
import { type Platform, platforms } from "./runtimes.ts";
import { tar } from "./tar.ts";

/** Writes the files of a release into a folder that holds executables with their SHA256SUMS, and adds them to those. */
export function writeRelease(dist: string, { homepage, base }: Pick<Release, "homepage" | "base">): void {
  const sums = readFileSync(join(dist, "SHA256SUMS"), "utf8");
  const files = [...sums.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)].flatMap(([, expected, name]) => {
    const platform = platforms.find((one) => fileOf(one) === name);
    return platform === undefined ? [] : [released(dist, platform, expected as string)];
  });
  const release: Release = { version: manifest.version, homepage, base, files };
  const template = readFileSync(join(import.meta.dirname, "release/install.sh"), "utf8");
  const made = {
    "install.sh": installScript(release, template),
    "krew.yaml": krewManifest(release),
    "podgraft.rb": homebrewFormula(release),
    "mise.toml": miseConfig(release),
    "podgraft.nix": nixPackage(release),
  };
  for (const [name, text] of Object.entries(made)) writeFileSync(join(dist, name), text);
  const own = files.flatMap(({ platform, sha256 }) => `${sha256}  ${fileOf(platform)}\n`);
  const archives = files.map(({ archive }) => `${archive.sha256}  ${archive.name}\n`);
  const others = Object.entries(made).map(([name, text]) => `${sha256Of(Buffer.from(text))}  ${name}\n`);
  writeFileSync(join(dist, "SHA256SUMS"), [...own, ...archives, ...others].join(""));
}

/** One executable, with its archive. */
function released(dist: string, platform: Platform, expected: string): ReleasedFile {
  const content = readFileSync(join(dist, fileOf(platform)));
  const sha256 = sha256Of(content);
  if (sha256 !== expected) throw new Error(`Cannot release ${fileOf(platform)}: its SHA-256 is ${sha256}; expected ${expected}`);
  const licences = [
    { path: "LICENSE", content: readFileSync(join(import.meta.dirname, "../LICENSE")) },
    { path: "THIRD-PARTY-LICENSES", content: readFileSync(join(dist, "THIRD-PARTY-LICENSES")) },
  ];
  const program = { path: platform.startsWith("windows") ? "podgraft.exe" : "podgraft", content, isExecutable: true };
  const archive = gzipSync(tar([program, ...licences]), { level: 9 });
  const name = `podgraft-${platform}.tar.gz`;
  writeFileSync(join(dist, name), archive);
  return { platform, sha256, archive: { name, sha256: sha256Of(archive) } };
}

function sha256Of(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function main([homepage, base = `${homepage}/releases/download/v${manifest.version}`]: readonly string[]): void {
  if (!homepage?.startsWith("https://")) throw new Error("Cannot make a release without the project's page; expected https://...");
  writeRelease(join(import.meta.dirname, "../dist"), { homepage, base });
}

if (import.meta.filename === process.argv[1]) main(process.argv.slice(2));
