// The runtimes that executables hold: Bun's, each from its npm package, checked against the digest that is written here.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Where what is downloaded or built for the tests is kept. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "podgraft");

export const runtimeVersion = "1.4.5";

/** A platform that an executable is made for: the name of Bun's package for it, and the SHA-512 of that package. */
interface Runtime {
  readonly name: string;
  readonly sha512: string;
}

/** By `<os>-<arch>`, as Node names them; `-musl` where the C library is musl. */
const runtimes = {
  "linux-x64": {
    name: "linux-x64",
    sha512: "IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==",
  },
  "linux-arm64": {
    name: "linux-aarch64",
    sha512: "4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==",
  },
  "linux-x64-musl": {
    name: "linux-x64-musl",
    sha512: "10QoW/YfTgnURaGEaHpJCiXjLI2e5iTtfVDaA5JKcyUzaa1cq6cVUY9/Uq5XkYzvtRjHLRe9Oj/lTDIQcxy8HQ==",
  },
  "linux-arm64-musl": {
    name: "linux-aarch64-musl",
    sha512: "XCNc+WvvMAdNNb+OWTogpy+N9wm62fkVeEVLb6how0RZhW5LPi6c7BlkeVCuWps7XjEl2saFpHFa20/1E+PAHg==",
  },
  "darwin-x64": {
    name: "darwin-x64",
    sha512: "qkLPMGHZM9NI6CeHTWwVezzmlo6cC4Ta7yUAjYIWXS366qQcOlcp75t2uZyiuVRBMPS0h9qE0tCcvCHGaFqjJg==",
  },
  "darwin-arm64": {
    name: "darwin-aarch64",
    sha512: "4MIFXHmctH2EhAxLXm2/qxNtv17dFtLJylvaOCsrgq6KSqHTs6eW5YSrJjRbJxYUJaR901fsN8JfZOa+CsWpWQ==",
  },
  "windows-x64": {
    name: "windows-x64",
    sha512: "FNvply651vcE/GHgNWz6mZvhmkwBuu8Hw54oNzA+CQog+HW+542rXQmZqNHRkFxazD9L3xi+iTtvO3engAgJfw==",
  },
} as const satisfies Record<string, Runtime>;

export type Platform = keyof typeof runtimes;

export const platforms = Object.keys(runtimes) as readonly Platform[];

/** The platform of this machine, which builds the executables of all. */
export function thisPlatform(): Platform {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const libc = process.platform === "linux" && header.glibcVersionRuntime === undefined ? "-musl" : "";
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}${libc}`;
  const platform = platforms.find((known) => known === name);
  if (platform === undefined) throw new Error(`Cannot build an executable on ${name}; expected one of ${platforms.join(", ")}`);
  return platform;
}

/** The path of a runtime, which is downloaded by npm where it is not there yet. */
export function runtimeOf(platform: Platform): string {
  const path = join(cacheFolder, "runtimes", runtimeVersion, platform, platform.startsWith("windows") ? "bun.exe" : "bun");
  if (!existsSync(path)) download(runtimes[platform], path);
  return path;
}

function download({ name, sha512 }: Runtime, path: string): void {
  mkdirSync(dirname(dirname(path)), { recursive: true });
  const folder = mkdtempSync(join(dirname(dirname(path)), "download-"));
  try {
    const [packed] = JSON.parse(run("npm", ["pack", "--json", `@oven/bun-${name}@${runtimeVersion}`], folder)) as { filename: string }[];
    const archive = join(folder, (packed as { filename: string }).filename.replace(/^@oven\//, "oven-"));
    const found = createHash("sha512").update(readFileSync(archive)).digest("base64");
    if (found !== sha512) throw new Error(`Cannot use ${archive}: its SHA-512 is ${found}; expected ${sha512}`);
    run("tar", ["xzf", archive], folder);
    mkdirSync(dirname(path), { recursive: true });
    renameSync(join(folder, "package/bin", path.endsWith(".exe") ? "bun.exe" : "bun"), path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a program prints; one that fails is an error with what it said. */
export function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status === 0) return stdout;
  throw new Error(`Cannot run ${program} ${args[0]}: ${error?.message ?? stderr.trim()}`);
}
