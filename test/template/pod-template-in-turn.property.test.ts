import { inspect } from "node:util";
import fc from "fast-check";
import { podTemplate } from "../../src/template/pod-template.ts";
import { assert, suite } from "../cases.ts";
import { Random } from "../random.ts";
import { runs } from "../runs.ts";
import { podData, tools } from "./tools.ts";

const RUNS = Math.max(100, runs(1000));

const annotation = (name: string) => `{{ .ObjectMeta.Annotations.${name} }}`;

/** Values of pods in every place where a template may print them. */
const text = `metadata:
  annotations: {
    a: "${annotation("flow")}",
    {{- if .ObjectMeta.Annotations.more }}
    b: "c",
    {{- end }}
  }
  labels:
    quoted: "${annotation("quoted")}"
    function: {{ .ObjectMeta.Annotations.function | quote }}
    plain: ${annotation("plain")}
spec:
  hostNetwork: ${annotation("flag")}
  containers:
  - name: ${annotation("name")}
    ports:
    - containerPort: ${annotation("port")}
    env:
    - name: LITERAL
      value: |-
        [
            {{ toJson .ObjectMeta.Annotations.json }}
        ]
    - name: TEXT
      value: |
        ${annotation("literal")}
`;

const WORDS = ["web", "web-2", "v1.2", "a b", "x/y:1"];
const NUMBERS = ["80", "8080", "0x50", '"80"', "eighty", ""];
const FLAGS = ["true", "false", "yes", "maybe", '"true"'];
const ODD = ["", "a: b", "- a", "a # b", 'a"b', "a'b", "a\nb", "{}", "[", "&a", "1", "true", "é", "a, b: c", "\\", "\t", "\r"];

function annotationsOf(random: Random): Record<string, string> {
  const value = (usual: readonly string[]) => random.pick(random.chance(0.06) ? ODD : usual);
  return {
    flow: value(WORDS),
    quoted: value(WORDS),
    function: value(WORDS),
    plain: value(["web", "info", "v1"]),
    name: value(["app", "main"]),
    flag: random.chance(0.9) ? random.pick(["true", "false"]) : value(FLAGS),
    port: random.chance(0.9) ? random.pick(["80", "8080"]) : value(NUMBERS),
    json: value(WORDS),
    literal: value(WORDS),
    more: random.pick(["", "", "yes"]),
  };
}

/** What is rendered for a pod: a template of its own, or one that has rendered others. */
function renderer(written = text) {
  const render = podTemplate({ name: "sidecar", source: "spec.test", text: written }, tools);
  if (typeof render !== "function") throw new Error("the template does not compile");
  return (annotations: Record<string, string>) => render(podData({ pod: { metadata: { annotations }, spec: {} } }));
}

suite("pods in turn", (test) => {
  test("a template gives each pod what it would give to it alone", () => {
    let injected = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => {
        const random = new Random(seed);
        const render = renderer();
        for (let i = 0; i < 8; i++) {
          const annotations = annotationsOf(random);
          const got = render(annotations);
          if ("partial" in got) injected++;
          const show = (result: unknown) => inspect(result, { depth: Number.POSITIVE_INFINITY });
          assert.is(show(got), show(renderer()(annotations)));
        }
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
    assert.ok(injected > RUNS / 10, `${injected} pods were rendered`);
  });

  test("the same text is at fault in the line of the template that wrote it for this pod", () => {
    const render = renderer('{{ if eq .ObjectMeta.Annotations.more "yes" }}\nspec: 1\n{{ else }}\nspec: 1\n{{ end }}');
    const lines = ["yes", "", "yes"].map((more) => {
      const rendered = render({ more });
      return "diagnostics" in rendered ? /^Cannot read what line (\d+) /.exec(rendered.diagnostics[0]?.message ?? "")?.[1] : undefined;
    });
    assert.equal(lines, ["2", "4", "2"]);
  });
});
