import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { parse } from "yaml";
import type { CmpImage } from "./cmp-image.ts";
import type { Outcome } from "./hosts.ts";
import type { Files } from "./package.ts";

interface Command {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

export interface Announcement {
  readonly name: string;
  readonly title: string;
  readonly tooltip: string;
  readonly collectionType: string;
  readonly string?: string;
  readonly array?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
}

/** What argocd-cmp-server reads of a plugin.yaml. */
export interface Plugin {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly init?: Command;
    readonly generate: Command;
    readonly discover?: { readonly fileName?: string; readonly find?: Command & { readonly glob?: string } };
    readonly parameters?: { readonly static?: readonly Announcement[]; readonly dynamic?: Command };
  };
}

export const plugin = parse(readFileSync(resolve(import.meta.dirname, "../../plugin/argocd/plugin.yaml"), "utf8")) as Plugin;

export type Parameter = { readonly name: string } & Readonly<Record<string, unknown>>;

/** An Application, as far as a plugin sees it. */
export interface App {
  /** The repository. */
  readonly files: Files;
  readonly path?: string;
  /** The common folder of the paths in `manifest-generate-paths`: where a repo server goes by them, it sends only that. */
  readonly sent?: string;
  readonly namespace?: string;
  /** Undefined: no plugin block at all. Null: one without parameters. */
  readonly parameters?: readonly Parameter[] | null | undefined;
  /** The sidecar's own variables. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Ended extends Outcome {
  readonly signal: string | null;
}

/** What came of generate. */
export interface Generated extends Ended {
  /** What it left in the temporary folder. */
  readonly left: readonly string[];
}

/** Gets generate's process and the application's directory. */
type WhileRunning = (child: ChildProcess, directory: string) => Promise<void>;

/** Argo CD's user in the sidecar; a test that does not run as root runs the plugin as itself. */
const USER = process.getuid?.() === 0 ? 999 : undefined;

/**
 * A repo server and a plugin's sidecar with one application, from which each request gets a fresh copy of the repository.
 * Source: argo-cd cmpserver/plugin/plugin.go; util/app/discovery/discovery.go cmpSupports
 */
export class CmpServer {
  readonly #image: CmpImage;
  readonly #app: App;
  readonly #plugin: Plugin;

  constructor(image: CmpImage, app: App, given: Plugin = plugin) {
    this.#image = image;
    this.#app = app;
    this.#plugin = given;
  }

  /** Whether the plugin takes the application; undefined if it does not discover. */
  async discover(): Promise<boolean | undefined> {
    const { fileName, find } = this.#plugin.spec.discover ?? {};
    if (fileName !== undefined || find?.glob !== undefined) throw new Error("only discovery by a command is known here");
    return this.#inCopy("", async (folders) => {
      if (!find?.command?.length) return undefined;
      const { code, stdout, stderr } = await this.#run(find, folders);
      if (code !== 0) throw new Error(`error running find command: ${stderr}`);
      return stdout !== "";
    });
  }

  /** The dynamic announcements, then the static ones, which take precedence by being later. */
  async parameters(): Promise<readonly Announcement[]> {
    const { static: fixed = [], dynamic } = this.#plugin.spec.parameters ?? {};
    if (!dynamic?.command?.length) return fixed;
    const { code, stdout, stderr } = await this.#inCopy("", (folders) => this.#run(dynamic, folders));
    if (code !== 0) throw new Error(`error executing dynamic parameter output command: ${stderr}`);
    return [...(JSON.parse(stdout) as Announcement[]), ...fixed];
  }

  /**
   * Whether the repo server uses the plugin for the application. Where the plugin discovers, an application that names it has to
   * match too; where it does not, only those that name it are served.
   */
  async isServed(): Promise<boolean> {
    return (await this.discover()) ?? this.#app.parameters !== undefined;
  }

  /** Runs init, where there is one, and generate, for an application that is served; `whileRunning` gets generate's process. */
  async generate(whileRunning?: WhileRunning): Promise<Generated> {
    const { init, generate } = this.#plugin.spec;
    if (!(await this.isServed())) throw new Error(`could not find cmp-server plugin with name "${this.#plugin.metadata.name}"`);
    return this.#inCopy(this.#app.sent, async (folders) => {
      if (init?.command?.length) {
        const first = await this.#run(init, folders);
        if (first.code !== 0) return { ...first, left: [] };
      }
      const outcome = await this.#run(generate, folders, whileRunning);
      return { ...outcome, left: readdirSync(folders.temporary) };
    });
  }

  /** A copy of what is below a folder of the repository. */
  async #inCopy<Result>(below = "", use: (folders: Folders) => Promise<Result>): Promise<Result> {
    const root = mkdtempSync(join(tmpdir(), "podgraft-cmp-"));
    const folders = { app: join(root, "repo", relative(below, this.#app.path ?? "")), temporary: join(root, "tmp") };
    try {
      for (const folder of [root, join(root, "repo"), folders.temporary]) open(folder);
      for (const [name, text] of Object.entries(this.#app.files)) {
        const path = relative(below, name);
        if (path.startsWith("..")) continue;
        for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) open(join(root, "repo", folder));
        writeFileSync(join(root, "repo", path), text, { mode: 0o644 });
      }
      open(folders.app);
      return await use(folders);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }

  /** In a process group of its own, without standard input, as the sidecar's user. */
  async #run({ command = [], args = [] }: Command, { app, temporary }: Folders, whileRunning?: WhileRunning): Promise<Ended> {
    const [name = "", ...rest] = [...command, ...args];
    const child = spawn(join(this.#image.bin, name), rest, {
      cwd: app,
      env: { ...this.#environment(), TMPDIR: temporary },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      ...(USER !== undefined && { uid: USER, gid: USER }),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const ended = new Promise<Ended>((settle, refuse) => {
      child.on("error", refuse);
      child.on("close", (code, signal) => settle({ code, signal, stdout: stdout.replace(/\n$/, ""), stderr }));
    });
    await whileRunning?.(child, app);
    return ended;
  }

  /** The sidecar's variables, then the Application's, of which Argo CD leaves out the empty ones. */
  #environment(): Record<string, string> {
    const { namespace = "", parameters, path = ".", env } = this.#app;
    const own: Record<string, string> = {
      ARGOCD_APP_NAME: "shop",
      ARGOCD_APP_NAMESPACE: namespace,
      ARGOCD_APP_PROJECT_NAME: "default",
      ARGOCD_APP_REVISION: "0123456789abcdef0123456789abcdef01234567",
      ARGOCD_APP_REVISION_SHORT: "0123456",
      ARGOCD_APP_REVISION_SHORT_8: "01234567",
      ARGOCD_APP_SOURCE_PATH: path,
      ARGOCD_APP_SOURCE_REPO_URL: "https://git.example.com/shop.git",
      ARGOCD_APP_SOURCE_TARGET_REVISION: "main",
      KUBE_VERSION: "1.34",
      KUBE_API_VERSIONS: "v1,apps/v1,batch/v1",
      ...(parameters === undefined ? {} : parameterVariables(parameters)),
    };
    const given = Object.entries(own).filter(([, value]) => value !== "");
    return { PATH: this.#image.bin, HOME: "/home/argocd", ...env, ...Object.fromEntries(given) };
  }
}

interface Folders {
  readonly app: string;
  readonly temporary: string;
}

function open(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  if (USER !== undefined) chownSync(folder, USER, USER);
}

function parameterVariables(parameters: readonly Parameter[] | null): Record<string, string> {
  const escaped = (name: string) => name.toUpperCase().replace(/[^A-Z0-9_]/g, "_");
  const single = (parameters ?? []).flatMap(({ name, string, array, map }) => [
    ...(typeof string === "string" ? [[`PARAM_${escaped(name)}`, string]] : []),
    ...(Array.isArray(array) ? array.map((item, i) => [`PARAM_${escaped(name)}_${i}`, String(item)]) : []),
    ...Object.entries((map as Record<string, unknown>) ?? {}).map(([key, value]) => [
      `PARAM_${escaped(name)}_${escaped(key)}`,
      String(value),
    ]),
  ]);
  return { ARGOCD_APP_PARAMETERS: JSON.stringify(parameters), ...Object.fromEntries(single) };
}
