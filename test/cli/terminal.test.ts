import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasColours, isLive, widthIn } from "../../src/cli/terminal.ts";
import { assert, suite, table } from "../cases.ts";
import { programOnPath } from "../hosts/hosts.ts";
import { program } from "../program.ts";
import { deployment, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

interface Row {
  readonly env: Readonly<Record<string, string>>;
  /** On a terminal and elsewhere. */
  readonly colours: readonly [boolean, boolean];
  readonly live: boolean;
}

const rows: readonly Row[] = [
  { env: {}, colours: [true, false], live: true },
  { env: { TERM: "xterm" }, colours: [true, false], live: true },
  { env: { TERM: "dumb" }, colours: [false, false], live: false },
  { env: { NO_COLOR: "1" }, colours: [false, false], live: true },
  { env: { NO_COLOR: "" }, colours: [true, false], live: true },
  { env: { CI: "true" }, colours: [false, false], live: false },
  { env: { FORCE_COLOR: "1" }, colours: [true, true], live: true },
  { env: { FORCE_COLOR: "1", CI: "true" }, colours: [true, true], live: false },
  { env: { FORCE_COLOR: "0" }, colours: [false, false], live: true },
  { env: { FORCE_COLOR: "1", NO_COLOR: "1" }, colours: [false, false], live: true },
];

table("colours and progress", rows, {
  title: ({ env }) => JSON.stringify(env),
  run: ({ env, colours, live }) => {
    assert.equal([hasColours(env, true), hasColours(env, false)], colours);
    assert.equal([isLive(env, true), isLive(env, false)], [live, false]);
  },
});

const widths: readonly { readonly columns?: string; readonly own?: number; readonly width: number | undefined }[] = [
  { own: 80, width: 80 },
  { columns: "120", own: 80, width: 120 },
  { columns: "", own: 80, width: 80 },
  { columns: "0", own: 80, width: 80 },
  { columns: "wide", own: 80, width: 80 },
  { width: undefined },
];

table("the width of a terminal", widths, {
  title: ({ columns, own }) => `COLUMNS ${columns}, its own ${own}`,
  run: ({ columns, own, width }) => assert.is(widthIn(columns === undefined ? {} : { COLUMNS: columns }, own), width),
});

const files = {
  "ns.yaml": namespace("shop", "logging: enabled"),
  "web.yaml": deployment("web"),
  "lost.yaml": deployment("lost", { namespace: "nowhere" }),
  "own.yaml": ownSidecar,
};
const inputs = "-f ns.yaml -f web.yaml -f lost.yaml -c own.yaml";

/** What a terminal gets of a command line, data and report alike. */
function onTerminal(line: string, { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> }): string {
  const { CI, NO_COLOR, FORCE_COLOR, ...rest } = process.env;
  const command = line.replace("podgraft", program);
  const { stdout, error } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd,
    env: { ...rest, TERM: "xterm", ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (error) throw error;
  return stdout.replaceAll("\r\n", "\n");
}

suite("at a terminal", (test) => {
  const atTerminal = (name: string, run: (cwd: string) => void) =>
    programOnPath("script")
      ? test(name, () => withFiles(files, run))
      : test.skip(name, "script is not on PATH; get it: the package bsdutils or util-linux");
  const csi = "\u001b[";

  atTerminal("errors, warnings, decisions and diffs are in colour", (cwd) => {
    const report = onTerminal(`podgraft inject ${inputs} -o out.yaml`, { cwd });
    assert.match(report, `podgraft: 1 injected (shipper 3), 1 skipped (namespace not known), ${csi}33m1 warning${csi}0m\n`);
    assert.match(report, `  ${csi}33mwarning${csi}0m UnknownNamespace: `);
    assert.match(onTerminal(`podgraft explain ${inputs}`, { cwd }), `shipper 3 is ${csi}32minjected${csi}0m: the selectors match\n`);
    assert.match(onTerminal(`podgraft diff ${inputs}`, { cwd }), `${csi}32m+      - name: shipper`);
  });
  atTerminal("lines are as wide as it is; in a pipe they are not broken", (cwd) => {
    const longest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));
    // Without progress, which a busy machine shows, and which goes over its own line.
    const env = { NO_COLOR: "1", CI: "true", COLUMNS: "60" };
    assert.ok(longest(onTerminal(`podgraft explain ${inputs}`, { cwd, env })) <= 60);
    assert.ok(longest(podgraft(["explain", ...inputs.split(" ")], { cwd, env }).out) > 60);
  });
  atTerminal("nothing is where that is not wanted", (cwd) => {
    for (const env of [{ NO_COLOR: "1" }, { CI: "true" }, { TERM: "dumb" }])
      assert.not.match(onTerminal(`podgraft explain ${inputs}`, { cwd, env }), csi);
  });
  atTerminal("data goes into a file without colours", (cwd) => {
    onTerminal(`podgraft diff ${inputs} -o out.diff`, { cwd });
    assert.match(readFileSync(join(cwd, "out.diff"), "utf8"), /^--- a\/web\.yaml\n/);
    assert.not.match(readFileSync(join(cwd, "out.diff"), "utf8"), csi);
  });
  atTerminal("a name cannot command the terminal", (cwd) => {
    const hostile = deployment("web", { labels: '"ship": "\\u001b[2Jno\\u0007"' });
    withFiles({ "hostile.yaml": hostile, "own.yaml": ownSidecar }, (other) => {
      const shown = onTerminal("podgraft explain -v -f hostile.yaml -c own.yaml", { cwd: other });
      assert.match(shown, "pod label ship: \\u001b[2Jno\\u0007");
    });
    assert.ok(cwd);
  });
  atTerminal("work over a second shows how far it is, and leaves nothing of that", (cwd) => {
    // The sleep begins when podgraft opens the pipe, however long it takes to start.
    const slow = "mkfifo pipe; (sleep 2; cat ns.yaml) >pipe & podgraft inject -f pipe -f web.yaml -c own.yaml -o out.yaml";
    const shown = onTerminal(slow, { cwd });
    const line = `\r${csi}2K`;
    assert.match(shown, `${line}podgraft: 1 of 2 files read`);
    assert.ok(shown.lastIndexOf(line) < shown.indexOf("podgraft: 1 injected"), shown);
    assert.match(shown, `${line}podgraft: 1 injected`);
    assert.is(onTerminal(`rm pipe; ${slow} -q`, { cwd }), "");
  });
});

suite("the report on standard error", (test) => {
  const err = (args: string) => withFiles(files, (cwd) => podgraft(`inject ${inputs} ${args}`.trim().split(" "), { cwd }).err);
  test("counts, and tells each workload and each warning with its place", () =>
    assert.is(
      err(""),
      `podgraft: 1 injected (shipper 3), 1 skipped (namespace not known), 1 warning
  Deployment shop/web: shipper 3
  Deployment nowhere/lost: nothing (namespace not known)
  warning UnknownNamespace: The labels of the namespace nowhere are not known; it counts as one without labels
    at Deployment nowhere/lost (lost.yaml:5)
    fix: add the Namespace nowhere to the input, or {name: nowhere, labels: {...}} to spec.namespaces.known
`,
    ));
  test("is not there with --quiet, except for errors", () => {
    assert.is(err("-q"), "");
    const { err: told, code } = withFiles(files, (cwd) => podgraft(["inject", "-q", "-f", "gone.yaml", "-c", "own.yaml"], { cwd }));
    assert.is(code, 2);
    assert.match(told, /^podgraft: nothing was changed, 1 error\n {2}error InvalidInput: Cannot read gone\.yaml: /);
  });
  test("tells every info with --verbose", () => {
    const told = err("--verbose");
    assert.match(told, "  info Grafted: shipper is injected: the selectors match\n    at Deployment shop/web (web.yaml:1)\n");
    assert.match(told, "  info NotGrafted: shipper is not injected: the labels of its namespace are not known\n");
  });
});
