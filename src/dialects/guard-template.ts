import type { Value } from "../value/value.ts";
import type { DialectGuard, DialectInput } from "./dialect.ts";

/** The rules of a policy that a Go template makes as YAML, by what it is given. */
export function templateGuards({ template, readYaml }: Pick<DialectInput, "template" | "readYaml">, text: string, data: Value) {
  const printed = template("guard", text)(data);
  if ("problem" in printed) throw new Error(printed.problem);
  return readYaml(printed.text) as readonly unknown[] as readonly DialectGuard[];
}
