/** The files of a new dialect, by their paths, and the line for the table. */
export interface Scaffold {
  readonly files: ReadonlyMap<string, string>;
  readonly row: string;
}

/** A dialect that adds a variable to every container of the pods that an annotation opts in: to be changed into the vendor's. */
export function dialectScaffold(name: string): Scaffold {
  const word = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const fill = (text: string) => text.replaceAll("NAME", name).replaceAll("WORD", word);
  const files = [
    [`src/dialects/${name}/README.md`, readme],
    [`src/dialects/${name}/${name}.ts`, code],
    [`test/dialects/${name}/${name}.test.ts`, test],
  ] as const;
  return {
    files: new Map(files.map(([path, text]) => [path, fill(text)])),
    row: fill('import { WORD } from "./NAME/NAME.ts"; // and WORD in dialectTable'),
  };
}

const readme = `# NAME: the vendor's injector

What it does to a pod, and when.

Others import \`NAME.ts\`.
`;

const code = `import type * as z from "zod/mini";
import { decide, type Rule } from "../../decide/decision.ts";
import type { PodFacts } from "../../decide/facts.ts";
import { ignoredAnnotation } from "../annotation-faults.ts";
import type { Dialect } from "../dialect.ts";
import { withEachContainer, withVariables } from "../pod-edits.ts";
import { settingsBlock, text } from "../settings-block.ts";
import { notWhere, podText } from "../webhook-rules.ts";

const INJECT = "NAME.example.com/inject";

const block = settingsBlock(
  { description: "The vendor's injector.", absent: "no pod gets it", example: "{address: http://agent}" },
  {
    version: [text, "The injector's release.", "the newest that is known", "1.0.0"],
    address: [text, "Where its agent listens.", "required", "http://agent"],
  },
);

/** Source: the vendor's repository, and the file in it. */
export const WORD: Dialect<z.infer<typeof block.settings>> = {
  name: "NAME",
  party: "the vendor's injector",
  ...block,
  reads: [],
  versions: [{ from: "1.0.0", does: "AGENT_ADDRESS in every container" }],
  newest: "1.0.0",
  podKeys: { labels: [], annotations: [INJECT] },
  make: ({ address }) => ({
    decide: (facts) => decide([optedIn], facts),
    inject: ({ podTemplate }) => ({
      podTemplate: withEachContainer(podTemplate, (container) => withVariables(container, { AGENT_ADDRESS: address ?? "" }), new Set()),
      diagnostics: [],
    }),
    diagnostics: [],
  }),
};

const optedIn: Rule<PodFacts> = ({ podTemplate }) => {
  const { text: found, evidence } = podText(podTemplate, "annotation", INJECT);
  if (found === "true") return { evidence: [evidence], verdict: { inject: true, code: "OptedIn" } };
  if (found === undefined) return notWhere(true, "NobodyAsks", evidence);
  const expected = '"true" or no annotation';
  const diagnostics = found === "false" ? [] : [ignoredAnnotation(INJECT, { found, expected, fix: 'write "true", or remove it' })];
  return { ...notWhere(true, "OptedOut", evidence), diagnostics };
};
`;

const test = `import { deployment, inject, told, uninject } from "../../app/run-objects.ts";
import { assert, table } from "../../cases.ts";

const web = (annotations: object) =>
  deployment({ metadata: { labels: { app: "web" }, annotations }, spec: { containers: [{ name: "app", image: "app:1" }] } });

const rows = [
  { what: "a pod that opts in", annotations: { "NAME.example.com/inject": "true" }, injects: true, told: [] },
  { what: "a pod that says nothing", annotations: { a: "b" }, injects: false, told: [] },
  {
    what: "another word",
    annotations: { "NAME.example.com/inject": "yes" },
    injects: false,
    told: ['IgnoredAnnotation: NAME.example.com/inject has no effect: it is "yes"; expected "true" or no annotation'],
  },
];

table("NAME:", rows, {
  title: ({ what }) => what,
  run: async ({ annotations, injects, told: expected }) => {
    const spec = { dialects: { "NAME": { address: "http://agent" } } };
    const { items, text, diagnostics } = await inject([web(annotations)], spec);
    assert.equal(told(diagnostics), expected);
    assert.is(text.includes("AGENT_ADDRESS"), injects);
    assert.equal((await inject(items, spec)).items, items, "injected twice it is the same");
    assert.equal((await uninject(text)).items, [web(annotations)]);
  },
});
`;
