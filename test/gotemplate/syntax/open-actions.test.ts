import { openActions } from "../../../src/gotemplate/syntax/open-actions.ts";
import { assert, table } from "../../cases.ts";

const rows = [
  { text: "a", told: "text 1" },
  { text: "{{ if .A }}\n{{ end }}", told: "text 2" },
  { text: "a\n{{ if .A }}\n{{ range .B }}{{ end }}\n", told: "text 3, in if of 2" },
  { text: "{{ if .A }}\n{{- range .B }}\n", told: "text 2, in range of 2" },
  { text: "{{ if .A }}\n{{ else if .B }}\n{{ end }}", told: "text 3" },
  { text: '{{ define "x" }}{{ "{{ end }}" }}{{/* {{ end }} */}}', told: "text 1, in define of 1" },
  { text: "{{ .A }}\n{{ .B\n", told: "action 2" },
  { text: "{{ with .A }}\n{{ .B | print", told: "action 2, in with of 1" },
];

table("what is open at a template's end:", rows, {
  title: ({ text }) => text,
  run: ({ text, told }) => {
    const { control, isInAction, line } = openActions(text);
    const within = control === undefined ? "" : `, in ${control.text} of ${control.line}`;
    assert.is(`${isInAction ? "action" : "text"} ${line}${within}`, told);
  },
});
