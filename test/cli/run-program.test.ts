import { existsSync } from "node:fs";
import { type Ran, runProgram } from "../../src/cli/run-program.ts";
import { assert, suite } from "../cases.ts";

const sh = (script: string, { stdin, seconds = 20 }: { stdin?: string; seconds?: number } = {}): Promise<Ran> =>
  runProgram({ name: "sh", args: ["-c", script], cwd: "/", stdin }, { seconds });
const stdoutOf = (ran: Ran) => ("stdout" in ran ? ran.stdout.toString() : undefined);

suite("a program", (test) => {
  test("gives what it prints", async () => assert.is(stdoutOf(await sh("pwd")), "/\n"));
  test("reads what it is given", async () => assert.is(stdoutOf(await sh("cat", { stdin: "a: é\n" })), "a: é\n"));
  test("that does not read what it is given gives what it prints", async () =>
    assert.is(stdoutOf(await sh("echo x", { stdin: "a".repeat(1 << 20) })), "x\n"));
  test("has a temporary folder, which is gone afterwards", async () => {
    const folder = stdoutOf(await sh('printf %s "$TMPDIR"; touch "$TMPDIR/left"')) ?? "";
    assert.match(folder, "podgraft-build-");
    assert.not.ok(existsSync(folder));
  });
  test("that fails says its status, and what it said last", async () =>
    assert.equal(await sh("echo no >&2; exit 3"), { problem: "ended with status 3", said: "no\n" }));
  test("that a signal ends says which", async () => assert.equal(await sh("kill -TERM $$"), { problem: "was ended by SIGTERM", said: "" }));
  test("that takes too long is ended, with what it started", async () => {
    const start = performance.now();
    assert.equal(await sh("sleep 60 & wait", { seconds: 0.2 }), { problem: "had not ended after 0.2 s" });
    assert.ok(performance.now() - start < 10_000);
  });
  test("that is not on PATH", async () =>
    assert.equal(await runProgram({ name: "no-such-program-here", args: [], cwd: "/" }, { seconds: 1 }), { isMissing: true }));
});
