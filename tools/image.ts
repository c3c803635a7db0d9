// Makes dist/image, an OCI image layout with nothing but the executables of dist/ and the C library, without an engine:
//   node --import tsx tools/image.ts [PLATFORM=ROOT...]
// Without arguments for the Linux of this machine, with its C library; else for each platform with that below ROOT, such as a
// folder into which the package libc6 of another architecture was unpacked.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fileOf } from "./executable.ts";
import { type Platform, platforms, thisPlatform } from "./runtimes.ts";
import { type ArchivedFile, tar } from "./tar.ts";

const dist = join(import.meta.dirname, "../dist");
const OCI = "application/vnd.oci.image";

/** An executable for Linux, and the folder below which its C library is. */
export interface ImageOf {
  readonly platform: Platform;
  readonly executable: string;
  readonly root: string;
  /** The file with the licences of what it holds. */
  readonly notices: string;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** Writes an image layout for several platforms, whose index is the image; the same files give the same bytes. */
export function writeImage(layout: string, images: readonly ImageOf[]): void {
  const blobs = join(layout, "blobs/sha256");
  mkdirSync(blobs, { recursive: true });
  const write = (mediaType: string, content: Buffer): Descriptor => {
    const hash = sha256(content);
    writeFileSync(join(blobs, hash), content);
    return { mediaType, digest: `sha256:${hash}`, size: content.length };
  };
  const json = (mediaType: string, value: object) => write(mediaType, Buffer.from(JSON.stringify(value)));
  const manifests = images.map((image) => {
    const layer = tar(filesOf(image));
    const target = { architecture: architectureOf(image.platform), os: "linux" };
    const config = json(`${OCI}.config.v1+json`, {
      ...target,
      config: { User: "65532:65532", Env: ["PATH=/"], Entrypoint: ["/podgraft"], WorkingDir: "/" },
      rootfs: { type: "layers", diff_ids: [`sha256:${sha256(layer)}`] },
    });
    const layers = [write(`${OCI}.layer.v1.tar+gzip`, gzipSync(layer, { level: 9 }))];
    const mediaType = `${OCI}.manifest.v1+json`;
    return { ...json(mediaType, { schemaVersion: 2, mediaType, config, layers }), platform: target };
  });
  writeFileSync(join(layout, "index.json"), JSON.stringify({ schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests }));
  writeFileSync(join(layout, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
}

function architectureOf(platform: Platform): string {
  if (!/^linux-(?:x64|arm64)$/.test(platform)) throw new Error(`Cannot make an image of ${platform}; expected linux-x64 or linux-arm64`);
  return platform === "linux-x64" ? "amd64" : "arm64";
}

/** What the dynamic linker of each platform loads for the executable: all is of glibc. */
const LOADERS: Readonly<Record<string, string>> = { "linux-x64": "lib64/ld-linux-x86-64.so.2", "linux-arm64": "lib/ld-linux-aarch64.so.1" };
const TRIPLETS: Readonly<Record<string, string>> = { "linux-x64": "x86_64-linux-gnu", "linux-arm64": "aarch64-linux-gnu" };
const LIBRARIES = ["libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2"];

function filesOf({ platform, executable, root, notices }: ImageOf): readonly ArchivedFile[] {
  const triplet = TRIPLETS[platform] as string;
  const loader = LOADERS[platform] as string;
  const library = (name: string): ArchivedFile => ({
    path: `lib/${triplet}/${name}`,
    content: readBelow(root, [`lib/${triplet}/${name}`, `usr/lib/${triplet}/${name}`]),
  });
  const content = readBelow(root, [loader, `usr/${loader}`, `usr/lib/${triplet}/${loader.split("/").at(-1)}`]);
  return [
    { path: "podgraft", content: readFileSync(executable), isExecutable: true },
    { path: loader, content, isExecutable: true },
    ...LIBRARIES.map(library),
    { path: "licenses/podgraft", content: readFileSync(join(import.meta.dirname, "../LICENSE")) },
    { path: "licenses/THIRD-PARTY-LICENSES", content: readFileSync(notices) },
    { path: "licenses/libc6", content: readBelow(root, ["usr/share/doc/libc6/copyright"]) },
  ];
}

function readBelow(root: string, paths: readonly string[]): Buffer {
  const found = paths.map((path) => join(root, path)).find(existsSync);
  if (found === undefined) throw new Error(`Cannot find ${paths.join(" or ")} below ${root}; expected what the package libc6 holds`);
  return readFileSync(realpathSync(found));
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function main(args: readonly string[]): void {
  const asked = args.map((arg) => arg.split("=") as [string, string | undefined]);
  const given = asked.length === 0 ? [[thisPlatform(), "/"] as const] : asked;
  const images = given.map(([name, root]) => {
    const platform = platforms.find((one) => one === name);
    if (platform === undefined || root === undefined)
      throw new Error(`Cannot use ${name}; expected PLATFORM=ROOT, such as linux-arm64=libc`);
    return { platform, executable: join(dist, fileOf(platform)), root, notices: join(dist, "THIRD-PARTY-LICENSES") };
  });
  rmSync(join(dist, "image"), { recursive: true, force: true });
  writeImage(join(dist, "image"), images);
  console.log("dist/image");
}

if (import.meta.filename === process.argv[1]) main(process.argv.slice(2));
