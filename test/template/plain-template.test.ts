import { plainTemplate } from "../../src/template/plain-template.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const rows = [
  { text: "{{ .a }} {{ upper .b }}", printed: { text: "1 X" } },
  { text: '{{ define "part" }}<{{ . }}>{{ end }}{{ template "part" .b }}', printed: { text: "<x>" } },
  { text: "{{ toYaml .c }}", printed: { text: "d: true\n" } },
  { text: "{{ .a", printed: { problem: "template: t:1: unclosed action" } },
  { text: '{{ fail "no" }}', printed: { problem: 'template: t:1:3: executing "t" at <fail "no">: error calling fail: no' } },
];

const partials = '{{ define "part" }}<{{ . }}>{{ end }}{{ define "loop" }}{{ include "loop" . }}{{ end }}';
const helm = [
  { text: '{{ include "part" .b | upper }}', printed: { text: "<X>" } },
  { text: '{{ required "no a" .a }}', printed: { text: "1" } },
  {
    text: '{{ required "no z" .z }}',
    printed: { problem: 'template: t:1:3: executing "t" at <required "no z" .z>: error calling required: no z' },
  },
];

table("with a chart's partials it prints", helm, {
  title: ({ text }) => text,
  run: ({ text, printed }) => assert.equal(plainTemplate("t", text, undefined, partials)(toValue({ a: 1, b: "x" })), printed),
});

suite("a partial", (test) => {
  test("that includes itself is a problem", () => {
    const printed = plainTemplate("t", '{{ include "loop" . }}', undefined, partials)(null);
    assert.match("problem" in printed ? printed.problem : "", /loop includes itself$/);
  });
});

table("a plain template prints", rows, {
  title: ({ text }) => text,
  run: ({ text, printed }) => assert.equal(plainTemplate("t", text, undefined)(toValue({ a: 1, b: "x", c: { d: true } })), printed),
});
