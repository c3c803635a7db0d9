import { readdirSync, readFileSync } from "node:fs";

/** Words that no text here uses, with what to write instead. */
const words: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\banew\b/gi, "again, or recreated"],
  [/\blaid over\b/gi, "merged into, or applied on top of"],
  [/\bin (?:its|their) stead\b/gi, "instead"],
  [/\bhas not to\b/gi, "must not, or need not"],
  [/\bto mend it\b/gi, "fix:"],
  [/\bcannot heed\b/gi, "has no effect"],
  [/\bexpected perhaps\b/gi, "did you mean ...?"],
  [/\bis told twice\b/gi, "is reported twice"],
  [/\bbuilding machine\b/gi, "local-config, or the machine that builds"],
  [/(?<!\bthere )\b(?:is|are|was|were) none\b(?! of\b)/g, "is not ..., or there is none"],
  [
    /(?<!\b(?:there|that) )\b(?:is|are) no (?:map|list|YAML|JSON|text|number|option|file|Kubernetes|valid|native|field|longer a)\b/gi,
    "is not a ...",
  ],
  [/\bthat (?:is|are) no (?!longer\b|more\b|less\b|fewer\b|later\b|earlier\b)/gi, "that is not a ..."],
  [/\b(?:has|have|knows?) no such\b/gi, "does not have, or does not know"],
  [/\bknows? (?:none|nothing)\b/gi, "does not know"],
  [/\bheed(?:s|ed|ing)?\b/gi, "use, read, or have an effect"],
  [/\bmend(?:s|ed|ing)?\b/gi, "fix"],
  [/\bbe (?:it|they)\b/gi, "even if, or whether"],
  [/\bas good as\b/gi, "the same as"],
  [/\b(?:stands?|stood) twice\b/gi, "is, or is repeated"],
  [/\bbut for\b/g, "except, or except for"],
  [/\b(?:its|their) kin\b/g, "similar ones"],
  [/\bwhose it is\b/g, "who added it, or what it belongs to"],
  [/\bpass(?:es|ed)? over\b/g, "ignore, or skip"],
  [/\b(?:is|are|was|were|been) told\b/g, "is reported, or is distinguished"],
  [/\btells? of\b/g, "reports, or says about"],
  [/\b(?:hitherto|whence|thereof|therein|lest)\b/gi, "plain modern English"],
];

const folders = ["src", "docs", "examples", "kustomization-examples", "plugin", "test", "tools", "bench"];

/** The texts that people read, by their paths; data of tests is others' text. */
export function readTexts(): ReadonlyMap<string, string> {
  const below = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path.replaceAll("\\", "/")}`),
  );
  const paths = [...below, "README.md", "CONTRIBUTING.md", "CHANGELOG.md"].filter((path) =>
    /\.(?:[cm]?[tj]s|md)$|^(?:docs|examples|kustomization-examples|plugin)\/.*\.ya?ml$/.test(path),
  );
  return new Map(paths.filter((path) => !LEFT.test(path)).map((path) => [path, readFileSync(path, "utf8")]));
}

const LEFT = /^test\/data\/|^plugin\/chunks\/|\.gen\.ts$|^(?:tools|test\/tools)\/words\.(?:test\.)?ts$/;

/** Each of those words in the texts, with its place. */
export function wordFaults(texts: ReadonlyMap<string, string>): readonly string[] {
  return [...texts].flatMap(([path, text]) =>
    words.flatMap(([word, instead]) =>
      [...text.matchAll(word)].map(({ 0: found, index }) => {
        const line = text.slice(0, index).split("\n").length;
        return `${path}:${line}: "${found}"; write ${instead}`;
      }),
    ),
  );
}
