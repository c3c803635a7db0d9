// The programs that the tests run podgraft with: which version, where they are kept, and how to get them.
import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { cacheFolder, runtimeOf, thisPlatform } from "./runtimes.ts";

/** A way to get a host; it answers nothing, because whether the host is there is looked up afterwards. */
type Way = () => void;

interface HostFacts {
  /** How a person gets it. */
  readonly fix: string;
  /** Where given, only this version will do. */
  readonly exactly?: string;
  readonly ways: readonly Way[];
}

/** The folder that holds the hosts which were built here; it goes first on PATH. */
export const hostsFolder = join(cacheFolder, "hosts");

const GO = "install Go; then npm test gets it";

const HOSTS = {
  // The expected files hold what this version prints.
  kustomize: { fix: GO, exactly: "v5.8.1", ways: [goInstall("sigs.k8s.io/kustomize/kustomize/v5@v5.8.1")] },
  helm: { fix: GO, ways: [goInstall("helm.sh/helm/v3/cmd/helm@v3.18.6")] },
  // Helm 4, beside Helm 3.
  helm4: { fix: GO, ways: [goInstall("helm.sh/helm/v4/cmd/helm@v4.0.0", "helm4")] },
  // The version of its answers.
  "yaml-judge": { fix: GO, exactly: "2", ways: [goBuild("yaml-judge")] },
  // A registry, and a judge of image layouts.
  crane: { fix: GO, ways: [goInstall("github.com/google/go-containerregistry/cmd/crane@v0.20.6")] },
  // From 1.21 on kubectl holds a kustomize that runs functions.
  kubectl: {
    fix: "https://kubernetes.io/docs/tasks/tools; 1.21 or newer",
    ways: [aptInstall("kubernetes-client", "1.21"), buildKubectl("v0.34.1")],
  },
  kpt: {
    fix: "https://kpt.dev/installation, or the package google-cloud-cli-kpt of Google's apt repository",
    ways: [aptInstall("google-cloud-cli-kpt", "1"), goInstall("github.com/GoogleContainerTools/kpt@v1.0.0-beta.56")],
  },
  // What executables are built with; another version on PATH is not used.
  bun: { fix: "let npm download it: npm test does", ways: [linkRuntime] },
  "pre-commit": { fix: "apt-get install pre-commit, or https://pre-commit.com", ways: [aptInstall("pre-commit", "2")] },
  zsh: { fix: "apt-get install zsh", ways: [aptInstall("zsh", "5")] },
  fish: { fix: "apt-get install fish", ways: [aptInstall("fish", "3")] },
  // What editors complete YAML with; the newest that runs on every Node that podgraft runs on.
  "yaml-language-server": { fix: "npm install --global yaml-language-server", ways: [npmInstall("yaml-language-server", "1.25.0")] },
  // The versions of Node that podgraft runs on, beside the one that runs the tests.
  node20: { fix: "node --import tsx tools/install-hosts.ts node20", ways: [npmNode("^20.19")] },
  node22: { fix: "node --import tsx tools/install-hosts.ts node22", ways: [npmNode("^22")] },
  node24: { fix: "node --import tsx tools/install-hosts.ts node24", ways: [npmNode("^24")] },
  chromium: { fix: "apt-get install chromium, or your system's package of that name", ways: [aptInstall("chromium", "100")] },
} as const satisfies Record<string, HostFacts>;

export type Host = keyof typeof HOSTS;

export function isHost(name: string): name is Host {
  return Object.hasOwn(HOSTS, name);
}

/** PATH with the folder of hosts first, and where Go is by default last. */
export function pathWithHosts(path = process.env.PATH ?? ""): string {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return [...new Set([hostsFolder, ...folders, "/usr/local/go/bin"])].join(delimiter);
}

export function programOnPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** Why a host cannot be used, with how to get it; nothing if it can. */
export function whyNot(host: Host): string | undefined {
  const { exactly, fix }: HostFacts = HOSTS[host];
  if (programOnPath(host) === undefined) return `${host} is not on PATH. fix: ${fix}`;
  if (exactly === undefined) return undefined;
  const found = spawnSync(host, ["version"], { encoding: "utf8" }).stdout?.trim();
  return found === exactly ? undefined : `${host} on PATH is ${found}, not ${exactly}. fix: ${fix}`;
}

/** The version that a host says it has; nothing if it is missing, or was built without one and says 0.0.0. */
export function versionOf(host: Host): string | undefined {
  if (whyNot(host) !== undefined) return undefined;
  const args = host === "kubectl" ? ["version", "--client"] : host === "pre-commit" ? ["--version"] : ["version"];
  const { stdout } = spawnSync(host, args, { encoding: "utf8", env: { ...process.env, PATH: pathWithHosts() } });
  const version = /\d+\.\d+(?:\.\d+)?(?:-(?:alpha|beta|rc)\.\d+)?/.exec(stdout)?.[0];
  return version === "0.0.0" ? undefined : version;
}

/** Gets a host in the first way that works, unless it is there. */
export function install(host: Host): void {
  mkdirSync(hostsFolder, { recursive: true });
  for (const way of HOSTS[host].ways) if (whyNot(host) !== undefined) way();
}

function linkRuntime(): void {
  try {
    symlinkSync(runtimeOf(thisPlatform()), join(hostsFolder, "bun"));
  } catch (error) {
    console.log(`${error}`);
  }
}

/** A program, under another name where `as` says one. */
function goInstall(module: string, as?: string): Way {
  return () => {
    if (programOnPath("go") === undefined) return;
    console.log(`Building ${module} into ${hostsFolder}, once; this can take minutes`);
    const bin = as === undefined ? hostsFolder : mkdtempSync(join(hostsFolder, "install-"));
    spawnSync("go", ["install", module], { env: { ...process.env, GOBIN: bin }, stdio: ["ignore", "ignore", "inherit"] });
    if (as === undefined) return;
    for (const name of readdirSync(bin)) renameSync(join(bin, name), join(hostsFolder, as));
    rmSync(bin, { recursive: true });
  };
}

/** One of this folder's own programs. */
function goBuild(name: string): Way {
  return () => {
    if (programOnPath("go") === undefined) return;
    console.log(`Building tools/${name} into ${hostsFolder}, once; this can take minutes`);
    spawnSync("go", ["build", "-o", join(hostsFolder, name), "."], {
      cwd: join(import.meta.dirname, name),
      stdio: ["ignore", "ignore", "inherit"],
    });
  };
}

/** The newest Node of a range, under the name of its major version: npm has the program of each platform as a package. */
function npmNode(range: string): Way {
  return () => {
    const folder = mkdtempSync(join(tmpdir(), "podgraft-node-"));
    const name = `node-${process.platform}-${process.arch}`;
    const args = ["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--silent", `${name}@${range}`];
    const { status } = spawnSync("npm", args, { stdio: "ignore" });
    const major = /\d+/.exec(range)?.[0];
    if (status === 0) cpSync(join(folder, "node_modules", name, "bin/node"), join(hostsFolder, `node${major}`));
    rmSync(folder, { recursive: true });
  };
}

/** A program that npm has as a package of the same name. */
function npmInstall(name: string, version: string): Way {
  return () => {
    const folder = join(hostsFolder, "npm", name);
    const args = ["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--silent", `${name}@${version}`];
    const { status } = spawnSync("npm", args, { stdio: "ignore" });
    if (status === 0) symlinkSync(join(folder, "node_modules/.bin", name), join(hostsFolder, name));
  };
}

/** kubectl's own module cannot be installed by version, so a main of a few lines is built with the library. */
function buildKubectl(version: string): Way {
  const main = `package main

import (
	"os"

	"k8s.io/kubectl/pkg/cmd"
)

func main() {
	if cmd.NewDefaultKubectlCommand().Execute() != nil {
		os.Exit(1)
	}
}
`;
  return () => {
    if (programOnPath("go") === undefined) return;
    const cwd = mkdtempSync(join(tmpdir(), "podgraft-kubectl-"));
    writeFileSync(join(cwd, "main.go"), main);
    const go = (...args: string[]) => spawnSync("go", args, { cwd, stdio: "ignore" }).status === 0;
    const built = go("mod", "init", "kubectl") && go("get", `k8s.io/kubectl/pkg/cmd@${version}`);
    if (built) go("build", "-o", join(hostsFolder, "kubectl"), ".");
    rmSync(cwd, { recursive: true });
  };
}

/** Installs a Debian package; without root, or without a candidate of at least the version given, it does nothing. */
function aptInstall(name: string, atLeast: string): Way {
  return () => {
    if (programOnPath("apt-get") === undefined || process.getuid?.() !== 0) return;
    if (!readdirSync("/var/lib/apt/lists").some((file) => file.includes("_Packages"))) spawnSync("apt-get", ["update", "-qq"]);
    const policy = spawnSync("apt-cache", ["policy", name], { encoding: "utf8" }).stdout;
    const candidate = /^ *Candidate: *(\S+)$/m.exec(policy)?.[1] ?? "(none)";
    if (candidate === "(none)" || spawnSync("dpkg", ["--compare-versions", candidate, "ge", atLeast]).status !== 0) return;
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["install", "-y", "-qq", name], { env, stdio: ["ignore", "ignore", "inherit"] });
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
