/** What src/ is made of, from the ground up. A folder imports from the floors below its own, and from the neighbours named here. */
export const floors: readonly (readonly string[])[] = [
  ["value", "diagnostic"],
  ["change", "yaml", "kube", "gotemplate"],
  ["krm", "decide", "graft", "template"],
  ["sidecar", "istio", "dialects"],
  ["app", "report"],
  ["cli", "index.ts"],
];

/** Who knows folders of its own floor, and which. */
export const neighbours: Readonly<Record<string, readonly string[]>> = {
  diagnostic: ["value"],
  yaml: ["change"],
  kube: ["change"],
  graft: ["decide"],
  report: ["app"],
};

/** What a folder does not know although it is below: gotemplate could be a package of its own, the library writes no report. */
export const strangers: Readonly<Record<string, readonly string[]>> = {
  gotemplate: ["diagnostic"],
  "index.ts": ["report"],
};

/** The floors of a folder with rooms of its own, from the ground up; "" is what is beside the rooms. */
export const rooms: Readonly<Record<string, readonly (readonly string[])[]>> = {
  app: [[""], ["config"], ["inject"], ["build", "check", "diff", "explain", "guard"]],
};

/** Which folders import a package; `node:` is all of Node's own, so that only cli/ reads files and the process. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  "node:": ["cli"],
  "@noble/hashes": ["gotemplate"],
  diff: ["report"],
  ignore: ["cli"],
  re2js: ["gotemplate"],
  zod: ["kube", "sidecar", "istio", "dialects", "app"],
};

/** Lines of a file, and of all TypeScript in a dialect's folder; what is generated does not count. */
export const mostLines = 300;
