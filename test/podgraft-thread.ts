import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { root } from "./files.ts";
import { isExecutable, program } from "./program.ts";

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Asked {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input: string | Uint8Array;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs the built podgraft in a thread beside the tests, which takes a tenth of the time of a process. An executable is run as a
 * process; what tests the process itself (signals, pipes, terminals) starts its own.
 */
export function runInThread({ args, cwd, input, env }: Asked): Ran {
  if (isExecutable) return runProcess({ args, cwd, input, env });
  thread ??= startThread();
  const { worker, signal, port } = thread;
  const before = process.cwd();
  process.chdir(cwd);
  Atomics.store(signal, 0, 0);
  worker.postMessage({ args, input, env: { ...env } });
  // The notice of the last answer may come only now and would end a single wait too early.
  while (Atomics.load(signal, 0) === 0) Atomics.wait(signal, 0, 0);
  process.chdir(before);
  const { code, out, err } = (receiveMessageOnPort(port) as { message: { code: number; out: Uint8Array; err: Uint8Array } }).message;
  return { code, out: Buffer.from(out).toString(), err: Buffer.from(err).toString() };
}

function runProcess({ args, cwd, input, env }: Asked): Ran {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, input, env, encoding: "utf8", maxBuffer: 1 << 28 });
  return { code: status, out: stdout, err: stderr };
}

let thread: ReturnType<typeof startThread> | undefined;

function startThread() {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(join(import.meta.dirname, "podgraft-thread.cjs"), {
    workerData: { chunks: join(root, "plugin/chunks"), signal, port: port2 },
    transferList: [port2],
    execArgv: [],
    stdin: false,
  });
  worker.unref();
  port1.unref();
  return { worker, signal, port: port1 };
}
