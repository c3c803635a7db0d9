import { spawnSync } from "node:child_process";
import { commandTable } from "../../src/cli/command-table.ts";
import { optionTable } from "../../src/cli/option-table.ts";
import { assert, suite } from "../cases.ts";
import { podgraft, root } from "./run.ts";

const commands = Object.keys(commandTable);

suite("completion", (test) => {
  const complete = (line: string) => {
    const script = podgraft(["completion", "--shell", "bash"]).out;
    const words = line.split(" ");
    const set = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}`;
    return spawnSync("bash", ["-c", `${script}\n${set}; _podgraft; echo "\${COMPREPLY[@]}"`], {
      encoding: "utf8",
      cwd: root,
    }).stdout.trim();
  };
  test("of commands", () => assert.is(complete("podgraft un"), "uninject"));
  test("of options", () => assert.is(complete("podgraft check --su"), "--suppress"));
  test("of an option's values", () => assert.is(complete("podgraft check --report sa"), "sarif"));
  test("of files", () => assert.is(complete("podgraft inject -f READ"), "README.md"));
  for (const shell of ["zsh", "fish"])
    test(`${shell} knows every command and option`, () => {
      const { out } = podgraft(["completion", "--shell", shell]);
      for (const name of commands) assert.match(out, name);
      for (const option of Object.keys(optionTable)) assert.match(out, shell === "zsh" ? `--${option}[` : `-l ${option}`);
    });
});
