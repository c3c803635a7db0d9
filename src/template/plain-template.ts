import type { RegexpEngine } from "../gotemplate/regexp.ts";
import { sprig } from "../gotemplate/sprig/sprig.ts";
import { compile } from "../gotemplate/template.ts";
import type { GoValue } from "../gotemplate/value/value.ts";
import type { Value } from "../value/value.ts";
import { podFunctions } from "./functions.ts";

export type PlainTemplate = (data: Value) => { readonly text: string } | { readonly problem: string };

/** A template, with those that it defines, of a text that need not be YAML; its data are plain maps and lists. */
export function plainTemplate(name: string, text: string, regexp: RegexpEngine | undefined): PlainTemplate {
  const { template, error } = compile(name, text, { functions, regexp });
  if (error) return () => ({ problem: error.message });
  return (data) => {
    const { text: printed, error: fault } = template.execute(data as GoValue);
    return fault ? { problem: fault.message } : { text: printed };
  };
}

const functions = { ...sprig, ...podFunctions };
