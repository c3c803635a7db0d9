import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseIgnoreFile } from "../../src/cli/ignore-file.ts";
import { assert, suite, table } from "../cases.ts";
import { programOnPath } from "../hosts/hosts.ts";

interface Row {
  readonly lines: readonly string[];
  /** With a slash at its end: a directory. */
  readonly path: string;
  readonly isIgnored: boolean;
}

const rows: readonly Row[] = [
  { lines: ["old/"], path: "old/", isIgnored: true },
  { lines: ["old/"], path: "app/old/", isIgnored: true },
  { lines: ["old/"], path: "old", isIgnored: false },
  { lines: ["/old"], path: "app/old", isIgnored: false },
  { lines: ["app/*.yaml"], path: "app/a.yaml", isIgnored: true },
  { lines: ["app/*.yaml"], path: "app/b/a.yaml", isIgnored: false },
  { lines: ["app/**/a.yaml"], path: "app/b/c/a.yaml", isIgnored: true },
  { lines: ["app/**"], path: "app/b", isIgnored: true },
  { lines: ["*.yaml", "!keep.yaml"], path: "keep.yaml", isIgnored: false },
  { lines: ["!keep.yaml", "*.yaml"], path: "keep.yaml", isIgnored: true },
  { lines: ["# a.yaml", "", "b.yaml"], path: "a.yaml", isIgnored: false },
  { lines: ["\\#a.yaml"], path: "#a.yaml", isIgnored: true },
  { lines: ["a?.yaml"], path: "ab.yaml", isIgnored: true },
  { lines: ["[ab].yaml"], path: "b.yaml", isIgnored: true },
  { lines: ["A.yaml"], path: "a.yaml", isIgnored: false },
  { lines: ["a.yaml  "], path: "a.yaml", isIgnored: true },
  { lines: ["a.yaml\r"], path: "a.yaml", isIgnored: true },
];

const title = ({ lines, path }: Row) => `${JSON.stringify(lines)} of ${path}`;

table("what an ignore file leaves alone", rows, {
  title,
  run: ({ lines, path, isIgnored }) => {
    const isDirectory = path.endsWith("/");
    assert.is(parseIgnoreFile(lines.join("\n"))(isDirectory ? path.slice(0, -1) : path, isDirectory), isIgnored);
  },
});

/** Git's answer. It takes a carriage return as part of the name. */
function asInGit({ lines, path, isIgnored }: Row): void {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-ignore-"));
  try {
    execFileSync("git", ["init", "-q", directory]);
    writeFileSync(join(directory, ".gitignore"), lines.join("\n"));
    const { status } = spawnSync("git", ["-C", directory, "-c", "core.ignorecase=false", "check-ignore", "-q", "--no-index", path]);
    assert.is(status === 0, isIgnored);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

suite("the same in Git", (test) => {
  const git = programOnPath("git");
  for (const row of rows.filter(({ lines }) => !lines.join("").includes("\r")))
    if (git) test(title(row), () => asInGit(row));
    else test.skip(title(row), "git is not on PATH; get it: the package git");
});
