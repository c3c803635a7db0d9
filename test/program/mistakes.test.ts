import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { assert, suite } from "../cases.ts";
import { podgraft, withFiles } from "../cli/run.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { config, type Mistake, web } from "./mistake.ts";
import { kustomizations, mistakes } from "./mistake-rows.ts";
import { newcomers } from "./newcomer-rows.ts";
import { slips } from "./slip-rows.ts";
import { wrongFields } from "./wrong-field-rows.ts";

const DATA = "test/data/mistakes";

/** The command as typed, its status, and all that podgraft says; manifests on standard output count as one word, the directory as (here). */
function answer({ name, files = {}, args = "inject -f web.yaml -c inj.yaml", input = "" }: Mistake): string {
  return withFiles({ "web.yaml": web, "inj.yaml": config, ...files }, (cwd) => {
    const { code, out, err } = podgraft(args === "" ? [] : args.split(" "), { cwd, input });
    const data = /^\uFEFF?(?:apiVersion|kind):/.test(out) ? "(manifests)\n" : out;
    return `## ${name}\n$ podgraft${args === "" ? " < list.yaml" : ` ${args}`}\n${data}${err.replaceAll(realpathSync(cwd), "(here)")}exit ${code}\n`;
  });
}

/** With UPDATE_EXPECTED=1 the answers are written instead of compared. */
const compared =
  (topics: Readonly<Record<string, readonly Mistake[]>>): Parameters<typeof suite>[1] =>
  (test) => {
    for (const [topic, rows] of Object.entries(topics))
      test(topic, () => {
        const path = `${DATA}/${topic}.txt`;
        const text = rows.map(answer).join("\n");
        if (process.env.UPDATE_EXPECTED === "1") {
          mkdirSync(DATA, { recursive: true });
          return writeFileSync(path, text);
        }
        assert.fixture(text, readFileSync(path, "utf8"));
      });
  };

suite("what podgraft says of typical mistakes", compared({ ...mistakes, ...newcomers, ...wrongFields, ...slips }));
hostSuite(["kustomize"], "what podgraft says of typical mistakes in kustomizations", compared({ kustomizations }));
