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
  "enable-helm": "pass it on with --kustomize-flag=--enable-helm",
  "enable-alpha-plugins": "pass it on with --kustomize-flag=--enable-alpha-plugins",
  "enable-exec": "pass it on with --kustomize-flag=--enable-exec",
  "load-restrictor": "pass it on with --kustomize-flag=--load-restrictor=...",
  kubeconfig: "podgraft reads no cluster; pipe kubectl get -o yaml into it with -f -",
};

const writing = { i: "--in-place writes the files", w: "--in-place writes the files" };

/** Hints that hold for one command: options that another command has, and options of other programs. */
export const otherCommandsOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inject: writing,
  uninject: {
    ...writing,
    c: "it needs no configuration, and --only NAME takes out what one of them grafted",
    config: "it needs no configuration, and --only NAME takes out what one of them grafted",
  },
  build: {
    f: "name the directory without it: podgraft build DIR",
    file: "name the directory without it: podgraft build DIR",
    "namespace-labels": "write the labels under spec.namespaces.known",
    "in-place": "-o names a directory for what is built",
  },
  guard: {
    f: "it takes the configuration with -c and objects with --context",
    file: "it takes the configuration with -c and objects with --context",
  },
};

/** An argument with the wrong dashes: one dash before a long option, or a long dash from a word processor. */
export function wrongDashes(arg: string, options: readonly string[]): string | undefined {
  const [, typed, name = ""] = /^([\u2012-\u2015\u2212]|-)([A-Za-z][\w-]*)$/.exec(arg) ?? [];
  if (typed === undefined || (typed === "-" && !options.includes(name))) return undefined;
  const meant = `${name.length === 1 ? "-" : "--"}${name}`;
  return typed === "-" ? `${arg} has one dash; did you mean ${meant}?` : `${arg} begins with a long dash; did you mean ${meant}?`;
}
