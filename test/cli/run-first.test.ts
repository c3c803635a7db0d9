import { type RunFirstOptions, runFirst } from "../../src/cli/run-first.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly title: string;
  /** Each a shell's command, or the name of a program that is not there. */
  readonly commands: readonly string[];
  readonly options?: Partial<RunFirstOptions>;
  readonly text?: string;
  readonly problem?: string;
  readonly fix?: string;
}

const rows: readonly Row[] = [
  { title: "the first that is there", commands: ["missing-a", "echo a", "echo b"], text: "a\n" },
  { title: "none that is there", commands: ["missing-a", "missing-b"], problem: "neither missing-a nor missing-b is on PATH" },
  { title: "the only one is not there", commands: ["missing-a"], problem: "missing-a is not on PATH" },
  { title: "one that fails, whatever comes after it", commands: ["exit 3", "echo b"], problem: "sh -c ended with status 3" },
  { title: "nothing printed", commands: [":"], problem: "sh -c printed nothing", fix: "--allow-empty if that is normal" },
  { title: "nothing printed, with a fix", commands: [":"], options: { whenEmpty: "do so" }, problem: "printed nothing", fix: "do so" },
  { title: "nothing printed, which is normal", commands: [":"], options: { allowsEmpty: true }, text: "" },
  { title: "no text", commands: ["printf '\\377'"], problem: "UTF-8" },
  { title: "too late", commands: ["sleep 5"], options: { seconds: 0.1 }, problem: "had not ended", fix: "raise --timeout" },
];

table("the first program on PATH", rows, {
  title: ({ title }) => title,
  run: async ({ commands, options, text, problem, fix = "" }) => {
    const programs = commands.map((command) =>
      command.startsWith("missing") ? { name: command, args: [], cwd: "/" } : { name: "sh", args: ["-c", command], cwd: "/" },
    );
    const printed = await runFirst(programs, { seconds: 20, ...options });
    if ("text" in printed) return assert.is(printed.text, text);
    const [found, second] = printed.diagnostics;
    assert.ok(problem !== undefined && found?.message.includes(problem) && second === undefined, found?.message);
    assert.ok(found?.fix?.includes(fix), found?.fix);
  },
});
