import { any, fn, str } from "../gotemplate/define.ts";
import type { RegexpEngine } from "../gotemplate/regexp.ts";
import { sprig } from "../gotemplate/sprig/sprig.ts";
import { compile } from "../gotemplate/template.ts";
import { type Func, FuncError, type GoValue } from "../gotemplate/value/value.ts";
import type { Value } from "../value/value.ts";
import { podFunctions } from "./functions.ts";

export type PlainTemplate = (data: Value) => { readonly text: string } | { readonly problem: string };

/**
 * A template, with those that it defines, of a text that need not be YAML; its data are plain maps and lists. With `partials`,
 * a text of templates that a Helm chart defines, it has Helm's functions `include` and `required`.
 */
export function plainTemplate(name: string, text: string, regexp: RegexpEngine | undefined, partials = ""): PlainTemplate {
  const functions = partials === "" ? standard : { ...standard, ...helmFunctions(partials, regexp) };
  return compiled(name, text + partials, { functions, regexp });
}

function compiled(name: string, text: string, options: Parameters<typeof compile>[2]): PlainTemplate {
  const { template, error } = compile(name, text, options);
  if (error) return () => ({ problem: error.message });
  return (data) => {
    const { text: printed, error: fault } = template.execute(data as GoValue);
    return fault ? { problem: fault.message } : { text: printed };
  };
}

const standard = { ...sprig, ...podFunctions };

/** A template that includes itself ends here. Source: helm pkg/engine/engine.go recursionMaxNums is 1000. */
const DEEPEST = 100;

/** Source: helm pkg/engine/engine.go initFunMap. */
function helmFunctions(partials: string, regexp: RegexpEngine | undefined): Readonly<Record<string, Func>> {
  const known = new Map<string, PlainTemplate>();
  let depth = 0;
  const own: Readonly<Record<string, Func>> = {
    include: fn([str, any], ([name, data]) => {
      const template = known.get(name) ?? named(name);
      known.set(name, template);
      if (depth >= DEEPEST) throw new FuncError(`${name} includes itself`);
      depth++;
      const result = template(data as Value);
      depth--;
      if ("problem" in result) throw new FuncError(result.problem);
      return result.text;
    }),
    required: fn([str, any], ([message, value]) => {
      if (value === undefined || value === null || value === "") throw new FuncError(message);
      return value;
    }),
  };
  const named = (name: string) =>
    compiled(`include ${name}`, `{{ template ${JSON.stringify(name)} . }}${partials}`, { functions: { ...standard, ...own }, regexp });
  return own;
}
