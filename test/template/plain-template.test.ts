import { plainTemplate } from "../../src/template/plain-template.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const rows = [
  { text: "{{ .a }} {{ upper .b }}", printed: { text: "1 X" } },
  { text: '{{ define "part" }}<{{ . }}>{{ end }}{{ template "part" .b }}', printed: { text: "<x>" } },
  { text: "{{ toYaml .c }}", printed: { text: "d: true\n" } },
  { text: "{{ .a", printed: { problem: "template: t:1: unclosed action" } },
  { text: '{{ fail "no" }}', printed: { problem: 'template: t:1:3: executing "t" at <fail "no">: error calling fail: no' } },
];

table("a plain template prints", rows, {
  title: ({ text }) => text,
  run: ({ text, printed }) => assert.equal(plainTemplate("t", text, undefined)(toValue({ a: 1, b: "x", c: { d: true } })), printed),
});
