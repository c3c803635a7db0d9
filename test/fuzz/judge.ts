import { type ChildProcess, spawn } from "node:child_process";
import { pathWithHosts, whyNot } from "../../tools/hosts.ts";
import type { Json } from "./objects.ts";

/** What Go's readers make of a text (tools/yaml-judge). */
export interface Reading {
  /** Each document that is not empty, as sigs.k8s.io/yaml reads it. */
  readonly values: readonly Json[];
  /** Why it refuses the text. */
  readonly error?: string;
  /** Why kyaml does. */
  readonly kyaml?: string;
  /** Whether both read the same. */
  readonly agree: boolean;
}

/** Go's readers, in one process for all texts. */
export interface Judge {
  read(text: string): Promise<Reading>;
  end(): void;
}

/** The judge, or why there is none. */
export function startJudge(): Judge | string {
  process.env.PATH = pathWithHosts();
  return whyNot("yaml-judge") ?? judgeIn(spawn("yaml-judge", { stdio: ["pipe", "pipe", "inherit"] }));
}

function judgeIn(program: ChildProcess): Judge {
  const asked: { readonly answer: (reading: Reading) => void; readonly fail: (error: Error) => void }[] = [];
  let left = "";
  let frames: Buffer[] = [];
  const send = () => {
    program.stdin!.write(Buffer.concat(frames));
    frames = [];
  };
  program.stdout!.setEncoding("utf8");
  program.stdout!.on("data", (chunk: string) => {
    const lines = (left + chunk).split("\n");
    left = lines.pop()!;
    for (const line of lines) asked.shift()!.answer(JSON.parse(line));
  });
  program.once("exit", (code) => {
    for (const { fail } of asked) fail(new Error(`yaml-judge ended with ${code}`));
  });
  return {
    read: (text) =>
      new Promise((answer, fail) => {
        const bytes = Buffer.from(text);
        asked.push({ answer, fail });
        // What is asked at one time is sent as one.
        if (frames.length === 0) setImmediate(send);
        frames.push(Buffer.from(`${bytes.length}\n`), bytes);
      }),
    end: () => program.stdin!.end(),
  };
}
