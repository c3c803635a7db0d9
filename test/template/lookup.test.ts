import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { podFunctions } from "../../src/template/functions.ts";
import { lookupIn } from "../../src/template/lookup.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const objects = [
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" }, data: { level: "debug" } },
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "b", namespace: "shop" }, data: { level: "info" } },
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "bank" }, data: { level: "warn" } },
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
  { apiVersion: "v1", kind: "Secret", metadata: { name: "s", namespace: "shop" }, data: { password: "c2VjcmV0" } },
].map((object) => ({ value: toValue(object) as ValueMap }));

const isIn = (value: ValueMap, namespace: string | undefined) => at(value, "metadata", "namespace") === namespace;
const ofKind = (kind: { apiVersion: string; kind: string }) =>
  objects.filter(({ value }) => value.apiVersion === kind.apiVersion && value.kind === kind.kind);
const lookup = lookupIn({
  all: (kind, namespace) => ofKind(kind).filter(({ value }) => namespace === undefined || isIn(value, namespace)),
  find: (kind, name, namespace) => ofKind(kind).find(({ value }) => at(value, "metadata", "name") === name && isIn(value, namespace)),
});

const rows: readonly (readonly [template: string, printed: string])[] = [
  ['{{ (lookup "v1" "ConfigMap" "shop" "b").data.level }}', "info"],
  ['{{ (lookup "v1" "Namespace" "" "shop").metadata.name }}', "shop"],
  ['{{ lookup "v1" "ConfigMap" "shop" "c" }}', "map[]"],
  ['{{ if lookup "v1" "ConfigMap" "bank" "b" }}there{{ else }}absent{{ end }}', "absent"],
  ['{{ lookup "v2" "ConfigMap" "shop" "a" }}', "map[]"],
  ['{{ range (lookup "v1" "ConfigMap" "shop" "").items }}{{ .metadata.name }}{{ end }}', "ab"],
  ['{{ (lookup "v1" "ConfigMap" "" "").items | len }}', "3"],
  ['{{ with lookup "v1" "Service" "shop" "" }}{{ .kind }} {{ .items }}{{ end }}', "ServiceList []"],
  ['{{ $a := lookup "v1" "ConfigMap" "shop" "a" }}{{ $_ := set $a.data "level" "mine" }}{{ $a.data.level }}', "mine"],
  ['{{ (lookup "v1" "ConfigMap" "shop" "a").data.level }}', "debug"],
  ['{{ lookup "v1" "Secret" "shop" "s" }}', "error calling lookup: a Secret is not looked up"],
  ['{{ lookup "v1" "Secret" "shop" "" }}', "error calling lookup: a Secret is not looked up"],
];

table("lookup:", rows, {
  title: ([template]) => template,
  run: ([template, printed]) => assert.match(printedBy(template), printed),
});

function printedBy(text: string): string {
  const { template, error } = compile("t", text, { functions: { ...sprig, ...podFunctions, lookup } });
  const done = template?.execute({});
  return done?.text ?? String(done?.error?.message ?? error?.message);
}
