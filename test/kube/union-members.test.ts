import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fieldOf, itemOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { mayExclude, unionMembers } from "../../src/kube/union-members.ts";
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";

suite("fields of which a struct holds one", (test) => {
  const container = itemOf(fieldOf(fieldOf(podTemplateSchema, "spec"), "containers"));
  const env = itemOf(fieldOf(container, "env"));
  const table = readFileSync(join(root, "src/kube/schema.gen.ts"), "utf8");

  test("are fields of the schema", () => {
    for (const type of ["EnvVar", "EnvVarSource", "Probe", "LifecycleHandler"]) {
      const lines = table.slice(table.indexOf(`\n${type}\n`)).split(/\n(?=\S)/)[1] ?? "";
      for (const member of unionMembers(type)) assert.ok(lines.includes(`\n ${member} `), `${type}.${member}`);
    }
  });
  test("are known of a variable and of where it comes from", () => {
    assert.equal(unionMembers(env?.type), ["value", "valueFrom"]);
    assert.ok(unionMembers(fieldOf(env, "valueFrom")?.type).includes("fieldRef"));
    assert.equal(unionMembers(container?.type), []);
  });
  test("exclude each other by their names", () => {
    assert.ok(mayExclude("exec", "httpGet"));
    assert.not(mayExclude("exec", "exec"));
    assert.not(mayExclude("exec", "periodSeconds"));
  });
});
