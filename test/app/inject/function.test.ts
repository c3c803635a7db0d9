import { existsSync, readFileSync } from "node:fs";
import { runFunction } from "../../../src/app/inject/function.ts";
import { injectDocuments } from "../../../src/app/inject/texts.ts";
import { at } from "../../../src/value/value.ts";
import { assert, caseDirs, table } from "../../cases.ts";
import { checkLaws, newerSpec } from "../../function/laws.ts";
import { configOf, yamlValue } from "../../function/run-core.ts";

/**
 * Each case: `input.yaml`, a ResourceList with its functionConfig, or documents with `config.yaml` beside them;
 * `expected.yaml`, the whole output; `changed-lines.txt`, the lines of the input that the output does not have.
 */
table("function", caseDirs("test/data/function"), {
  title: ({ name }) => name,
  run: async ({ dir }) => {
    const read = (name: string) => (existsSync(`${dir}/${name}`) ? readFileSync(`${dir}/${name}`, "utf8") : undefined);
    const text = read("input.yaml") as string;
    const separate = read("config.yaml");
    const value = separate === undefined ? at(yamlValue(text.replace(/^\ufeff/, "")), "functionConfig") : yamlValue(separate);
    const config = configOf(value);
    const { output } = separate === undefined ? await runFunction("stdin", text) : await injectDocuments("stdin", text, config);
    assert.is(output?.join(""), read("expected.yaml"));
    const gone = await checkLaws(text, config, configOf(newerSpec(value as never)));
    assert.is(gone.map((line) => `${line}\n`).join(""), read("changed-lines.txt") ?? "");
  },
});
