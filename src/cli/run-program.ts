import type { ChildProcess } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visibleLines } from "../diagnostic/visible.ts";
import { descendants } from "./descendants.ts";
import { MIRROR } from "./mirror.ts";
import { writeErr } from "./process-io.ts";
import { redacted } from "./redacted.ts";

export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  /** Where it runs: a folder, or a function that makes one in the temporary folder. */
  readonly cwd: string | ((scratch: string) => string);
  /** Its standard input; without it, nothing is connected. */
  readonly stdin?: string | undefined;
}

export interface Failed {
  readonly problem: string;
  /** The end of what it said on standard error. */
  readonly said?: string;
}

export interface RunOptions {
  /** The longest that it may run. */
  readonly seconds: number;
  /** Lines on standard error that are not passed on, because podgraft's own message says more. */
  readonly explained?: RegExp;
}

/** What a program printed, or why it may not be used. */
export type Ran = { readonly stdout: Buffer } | Failed | { readonly isMissing: true };

const LARGEST_OUTPUT = 1 << 28;
const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/**
 * Runs a program without a shell, with its own temporary folder; its standard error is passed on. However it ends, even
 * by a signal to podgraft, the program, the processes that it started and the folder are gone afterwards. It stays in
 * podgraft's process group, because a host that kills podgraft outright kills the group.
 */
export async function runProgram(program: Program, options: RunOptions): Promise<Ran> {
  const { spawn } = await import("node:child_process");
  let scratch: string | undefined;
  let child: ChildProcess | undefined;
  const clear = () => {
    if (child) killTree(child);
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
    for (const name of SIGNALS) process.removeListener(name, endWith);
  };
  const endWith = (signal: NodeJS.Signals) => {
    clear();
    // Without a listener, the signal has its usual effect.
    process.kill(process.pid, signal);
  };
  for (const name of SIGNALS) process.on(name, endWith);
  try {
    scratch = mkdtempSync(join(tmpdir(), "podgraft-build-"));
    const env = { ...process.env, ...scratchVariables(scratch) };
    const stdin = program.stdin === undefined ? "ignore" : "pipe";
    const cwd = typeof program.cwd === "string" ? program.cwd : program.cwd(scratch);
    child = spawn(program.name, program.args, { cwd, env, stdio: [stdin, "pipe", "pipe"] });
    // If a program does not read its input, it reports the reason itself.
    child.stdin?.on("error", () => {}).end(program.stdin);
    return await outcome(child, { ...options, hidden: join(realpathSync(scratch), MIRROR) });
  } finally {
    clear();
  }
}

/** Helm's folders are in the temporary one unless they are set: an unprivileged user may have no home. */
function scratchVariables(scratch: string): Readonly<Record<string, string>> {
  const helm = ["HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"].filter((name) => process.env[name] === undefined);
  return Object.fromEntries([["TMPDIR", scratch], ...helm.map((name) => [name, join(scratch, name.toLowerCase())])]);
}

/** A running program, and everything that it has started. */
function killTree({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  for (const id of [pid, ...descendants(pid)]) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It has ended in the meantime.
    }
  }
}

/** What a program printed, or why it failed; `path` is left out of its messages. */
function outcome(child: ChildProcess, { seconds, ...shown }: RunOptions & Shown): Promise<Ran> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const passOn = linesPassedOn(shown);
    const settle = (ran: Ran) => {
      clearTimeout(timer);
      passOn("\n");
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(ran);
    };
    const timer = setTimeout(() => settle({ problem: `had not ended after ${seconds} s` }), seconds * 1000);
    child.stdout?.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_OUTPUT) settle({ problem: `printed more than ${LARGEST_OUTPUT >> 20} MiB` });
      else chunks.push(chunk);
    });
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (piece: string) => {
      said = (said + piece).slice(-LONGEST_LINE);
      passOn(piece);
    });
    child.on("error", (error: NodeJS.ErrnoException) =>
      settle(error.code === "ENOENT" ? { isMissing: true } : { problem: `could not be started (${error.code})` }),
    );
    child.on("close", (code, signal) => {
      if (code === 0) return settle({ stdout: Buffer.concat(chunks) });
      settle({
        problem: signal === null ? `ended with status ${code}` : `was ended by ${signal}`,
        said: said.replaceAll(shown.hidden, ""),
      });
    });
  });
}

const LONGEST_LINE = 1 << 16;

interface Shown extends Pick<RunOptions, "explained"> {
  /** A path that is left out. */
  readonly hidden: string;
}

/**
 * Collects pieces of text and writes whole lines to standard error, without credentials and without commands to a
 * terminal or CI.
 */
function linesPassedOn({ hidden, explained }: Shown): (text: string) => void {
  let rest = "";
  return (text) => {
    rest += text;
    const end = rest.length > LONGEST_LINE ? rest.length : rest.lastIndexOf("\n") + 1;
    const whole = rest.slice(0, end);
    const lines = explained
      ? whole
          .split("\n")
          .filter((line) => !explained.test(line))
          .join("\n")
      : whole;
    rest = rest.slice(end);
    if (lines.trim() === "") return;
    const shown = visibleLines(redacted(lines.replaceAll(hidden, "")));
    writeErr(shown.endsWith("\n") ? shown : `${shown}\n`);
  };
}
