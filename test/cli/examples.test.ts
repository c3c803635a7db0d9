import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, table } from "../cases.ts";
import { runPodgraft } from "./run-podgraft.ts";

/** Each example's diff, and its report; both are written anew with UPDATE_EXPECTED=1. */
table("examples", readdirSync("examples"), {
  title: (name) => name,
  run: (name) => {
    const folder = join("examples", name);
    const { status, stdout, stderr } = runPodgraft("", { args: ["diff", "--exit-zero", "-f", folder, "-c", `${folder}/injector.yaml`] });
    assert.is(status, 0, stderr);
    for (const [file, text] of Object.entries({ "diff.patch": stdout, "report.txt": stderr })) {
      const path = join(folder, ".expected", file);
      if (process.env.UPDATE_EXPECTED === "1") {
        mkdirSync(join(folder, ".expected"), { recursive: true });
        writeFileSync(path, text);
      } else assert.is(text, readFileSync(path, "utf8"), path);
    }
  },
});
