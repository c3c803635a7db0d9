import { Bench } from "tinybench";
import { sprig } from "../src/gotemplate/sprig/sprig.ts";
import { compile } from "../src/gotemplate/template.ts";
import { type GoValue, newMap } from "../src/gotemplate/value/value.ts";
import { builtinTemplates } from "../src/istio/profile/builtin-templates.ts";
import { podContext } from "../test/istio/contexts.ts";

/** How long it takes to compile and to execute a template of 600 lines: `npm run bench -- --inner`. */
const block = `{{- $image := .image | default "example.com/proxy:1.0" }}
  - name: {{ .name | quote }}
    image: "{{ $image }}"
    {{- if .args }}
    args:
    {{- range $i, $arg := .args }}
    - {{ printf "--%s=%d" $arg $i | quote }}
    {{- end }}
    {{- end }}
    {{- with .resources }}
    resources:
      cpu: {{ .cpu | default "100m" }}
      memory: {{ index . "memory" | default "128Mi" | trimSuffix "i" }}
    {{- end }}
    env:
    {{- range $key, $value := .env }}
    - {name: {{ $key | upper }}, value: {{ $value | toString | b64enc | quote }}}
    {{- end }}
    {{- if and (eq .mode "TPROXY") (not .skip) }}
    securityContext: {runAsUser: {{ .uid | default 1337 | int64 }}}
    {{- else }}
    securityContext: {runAsUser: 0}
    {{- end }}
    labels: {{ toJson .labels }}
    note: {{ .note | trunc 63 | trimAll "-_." | lower | quote }}
`;

const text = `{{define "container"}}${block}{{end}}${block.repeat(24)}{{range .more}}{{template "container" .}}{{end}}`;

function data(): GoValue {
  const map = (entries: Record<string, GoValue>): GoValue => Object.assign(newMap(), entries);
  const container = (more: readonly GoValue[]): GoValue =>
    map({
      name: "proxy",
      mode: "TPROXY",
      uid: 1337,
      note: "-A somewhat longer note about this container.-",
      args: ["concurrency", "drain", "log"],
      resources: map({ cpu: "200m" }),
      env: map({ first: "1", second: 2, third: true }),
      labels: map({ app: "web", tier: "front" }),
      more,
    });
  return container([container([]), container([])]);
}

const { template } = compile("bench", text, { functions: sprig });
const input = data();
const bench = new Bench({ time: 2000 });
bench.add(`compile ${text.split("\n").length} lines`, () => compile("bench", text, { functions: sprig }));
bench.add(`execute them (${template?.execute(input).text?.length} characters)`, () => template?.execute(input));
const renderSidecar = builtinTemplates.get("sidecar");
const context = podContext();
bench.add("the built-in profile, one pod", () => renderSidecar?.render(context));
await bench.run();
for (const { name, result } of bench.tasks) {
  if (result?.state === "completed") console.log(`${name}: ${(result.latency.p50 * 1000).toFixed(0)} µs (median)`);
}
