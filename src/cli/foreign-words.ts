import type { CommandName } from "./command-table.ts";

/** Other programs' names for a command. */
export const foreignCommands: Readonly<Record<string, CommandName>> = {
  add: "inject",
  apply: "inject",
  "kube-inject": "inject",
  render: "inject",
  run: "inject",
  analyze: "check",
  lint: "check",
  validate: "check",
  verify: "check",
  describe: "explain",
  get: "explain",
  list: "explain",
  why: "explain",
  delete: "uninject",
  eject: "uninject",
  remove: "uninject",
  template: "build",
  create: "init",
  new: "init",
};

/** Options of kubectl and similar programs, with what to use here instead. */
export const foreignOptions: Readonly<Record<string, string>> = {
  A: "leave it out: every namespace in the input is read",
  "all-namespaces": "leave it out: every namespace in the input is read",
  l: "explain, check and diff take workloads as KIND/NAME",
  selector: "explain, check and diff take workloads as KIND/NAME",
  k: "podgraft build DIR builds a kustomization",
  kustomize: "podgraft build DIR builds a kustomization",
  R: "leave it out: podgraft reads everything in a directory",
  recursive: "leave it out: podgraft reads everything in a directory",
  "dry-run": "inject changes no file without --in-place, and podgraft diff shows what it would change",
  set: "Istio's values go under spec.istio.values of the configuration",
  values: "Istio's values go under spec.istio.values of the configuration",
  kubeconfig: "podgraft reads no cluster; pipe kubectl get -o yaml into it with -f -",
};

/** An argument with the wrong dashes: one dash before a long option, or a long dash from a word processor. */
export function wrongDashes(arg: string, options: readonly string[]): string | undefined {
  const [, typed, name = ""] = /^([\u2012-\u2015\u2212]|-)([A-Za-z][\w-]*)$/.exec(arg) ?? [];
  if (typed === undefined || (typed === "-" && !options.includes(name))) return undefined;
  const meant = `${name.length === 1 ? "-" : "--"}${name}`;
  return typed === "-" ? `${arg} has one dash; did you mean ${meant}?` : `${arg} begins with a long dash; did you mean ${meant}?`;
}
