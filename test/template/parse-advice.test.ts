import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { parseAdvice } from "../../src/template/parse-advice.ts";
import { assert, table } from "../cases.ts";

const rows = [
  {
    text: '{{ upcase "a" }}',
    told: "; expected a function of Go's templates or sprig | use one of the functions that docs/TEMPLATES.md lists",
  },
  { text: "{{ qoute .A }}", meant: "quote", told: ". Did you mean quote? | write quote" },
  { text: "a: {{ .A\nnmae: b\n", meant: "name", told: "; expected }} on this line | close the action with }} | 1" },
  { text: "a: {{ .A\n", told: "; expected }} | close the action with }} | 1" },
  { text: 'a: {{ print "b }}', told: "; expected a closing quote | close the quote" },
  { text: 'a: "{{ .A "', told: "; expected }} before the last quote | close the action with }} before the last quote" },
  { text: "{{ print `a }}", told: "; expected a closing backquote | close the text with a backquote" },
  { text: "{{ print 'ab }}", told: "; expected text in double quotes | write the text in double quotes" },
  { text: "{{ (print .A }}", told: "; expected a closing parenthesis | close the parenthesis before }}" },
  { text: "{{/* a }}", told: "; expected */}} | close the comment with */}}" },
  { text: "{{/* a */ }}", told: "; expected */}} | close the comment with */}}" },
  { text: "{{ .A {{ .B }}", told: "; expected }} | close the action before this one with }}" },
  { text: "{{ end }}", told: "; expected an {{ if }}, {{ range }} or {{ with }} before it | remove this {{ end }}, or add what it ends" },
  { text: "{{ else }}", told: "; expected an {{ if }}, {{ range }} or {{ with }} before it | remove this {{ else }}, or add its {{ if }}" },
  {
    text: "\n{{ range .A }}\n{{ if .B }}{{ end }}",
    told: "; expected {{ end }} for the {{ range }} of this line | add {{ end }} for the {{ range }} of line 2 | 2",
  },
  { text: "{{ if }}{{ end }}", told: "; expected a Go template | correct the template at this line" },
];

table("advice on a template that cannot be parsed:", rows, {
  title: ({ text }) => text,
  run: ({ text, meant, told }) => {
    const { error } = compile("t", text, { functions: sprig });
    assert.ok(error);
    const advice = parseAdvice(text, error, meant);
    assert.is([advice.told, advice.fix, ...(advice.line === undefined ? [] : [advice.line])].join(" | "), told);
  },
});
