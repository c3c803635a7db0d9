import { templateReads } from "../../../src/istio/template/template-reads.ts";
import { assert, table } from "../../cases.ts";

const cpu = "sidecar.istio.io/proxyCPU";

/** A template, and whether it reads proxyCPU. */
const rows: readonly (readonly [string, boolean])[] = [
  ["spec: {}", false],
  [`a: {{ annotation .ObjectMeta \`${cpu}\` "1" }}`, true],
  [`a: {{ index .ObjectMeta.Annotations "${cpu}" }}`, true],
  [`a: {{ index $.ObjectMeta.Annotations \`${cpu}Limit\` }}`, false],
  ["a: {{ .ObjectMeta.Labels.app }} {{ .ObjectMeta.Name }}", false],
  ["a: {{ otelResourceAttributes .MeshConfig .ObjectMeta.Annotations .ObjectMeta.Labels `shop` .Spec.Containers }}", false],
  ["{{ range $key, $value := .ObjectMeta.Annotations }}{{ $key }}{{ end }}", true],
  ["a: {{ toYaml .ObjectMeta }}", true],
  ["{{ with .ObjectMeta }}{{ .Name }}{{ end }}", true],
];

table("whether a Go template reads an annotation", rows, {
  title: ([text]) => text,
  run: ([text, want]) => assert.is(templateReads(text)(cpu), want),
});
