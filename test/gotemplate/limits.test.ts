import type { Limits } from "../../src/gotemplate/limits.ts";
import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { assert, suite, table } from "../cases.ts";
import { plainData } from "./render.ts";

interface Bad {
  readonly name: string;
  readonly template: string;
  readonly limits?: Partial<Limits>;
  readonly data?: unknown;
  readonly error: string;
}

const steps = 20_000;
const at = (place: string): string => `template: bad.yaml:${place}`;
const million = "exceeded the limit of 16777216 characters";

const rows: readonly Bad[] = [
  {
    name: "a range that does not end",
    template: "a\n{{range 1000000000000}}{{end}}",
    limits: { steps },
    error: `${at("2:8")}: executing "bad.yaml" at <1000000000000>: exceeded the limit of 20000 steps`,
  },
  {
    name: "ranges within ranges",
    template: "{{range 9999}}\n{{range 9999}}{{.}}{{end}}{{end}}",
    limits: { steps },
    error: `${at("2:16")}: executing "bad.yaml" at <{{.}}>: exceeded the limit of 20000 steps`,
  },
  {
    name: "a template that invokes itself",
    template: '{{define "d"}}\n{{template "d" .}}{{end}}{{template "d"}}',
    error: `${at("2:11")}: executing "d" at <{{template "d" .}}>: exceeded maximum template depth (400)`,
  },
  {
    name: "templates that invoke each other twice",
    template: '{{define "a"}}{{template "b"}}{{template "b"}}{{end}}{{define "b"}}{{template "a"}}{{template "a"}}{{end}}{{template "a"}}',
    limits: { steps, depth: 30 },
    error: `${at("1:78")}: executing "b" at <{{template "a"}}>: exceeded maximum template depth (30)`,
  },
  {
    name: "a list of a thousand million numbers",
    template: "{{until 1000000000}}",
    error: `${at("1:2")}: executing "bad.yaml" at <until 1000000000>: exceeded the limit of 5000000 steps`,
  },
  {
    name: "a gigabyte by repeat",
    template: '\n {{repeat 1000000000 "x"}}',
    error: `${at("2:3")}: executing "bad.yaml" at <repeat 1000000000 "x">: ${million}`,
  },
  {
    name: "a gigabyte by doubling",
    template: '{{$x := "x"}}{{range 40}}{{$x = print $x $x}}{{end}}',
    error: `${at("1:32")}: executing "bad.yaml" at <print $x $x>: ${million}`,
  },
  {
    name: "a gigabyte by printf",
    template: '{{printf "%999999d%999999d%999999d%999999d" 1 1 1 1}}',
    limits: { size: 2_000_000 },
    error: `${at("1:2")}: executing "bad.yaml" at <printf "%999999d%999999d%999999d%999999d" 1 1 1 1>: exceeded the limit of 2000000 characters`,
  },
  {
    name: "a gigabyte by indent",
    template: '{{indent 1000000 (repeat 1000 "\\n")}}',
    error: `${at("1:2")}: executing "bad.yaml" at <indent 1000000 (repeat 1000 "\\n")>: ${million}`,
  },
  {
    name: "a gigabyte by replace",
    template: '{{repeat 100000 "a" | replace "a" (repeat 100000 "b")}}',
    error: `${at("1:22")}: executing "bad.yaml" at <replace "a" (repeat 100000 "b")>: ${million}`,
  },
  {
    name: "a gigabyte of output",
    template: '{{$x := repeat 100000 "x"}}{{range 9999}}{{$x}}{{end}}',
    error: `${at("1:43")}: executing "bad.yaml" at <{{$x}}>: ${million}`,
  },
  {
    name: "a list that doubles in print",
    template: "{{$x := list 1}}{{range 30}}{{$x = list $x $x}}{{end}}{{$x}}",
    limits: { steps },
    error: `${at("1:56")}: executing "bad.yaml" at <{{$x}}>: exceeded the limit of 20000 steps`,
  },
  {
    name: "a list that doubles in toJson",
    template: "{{$x := list 1}}{{range 30}}{{$x = list $x $x}}{{end}}{{toJson $x}}",
    limits: { steps },
    error: `${at("1:56")}: executing "bad.yaml" at <toJson $x>: exceeded the limit of 20000 steps`,
  },
  {
    name: "a map that holds itself, printed",
    template: '{{$d := dict}}{{$_ := set $d "d" $d}}\n{{$d}}',
    error: `${at("2:2")}: executing "bad.yaml" at <{{$d}}>: exceeded the limit of 400 levels of data`,
  },
  ...["toJson $d", "deepCopy $d", "deepEqual $d $e", "merge $d $e"].map((call) => ({
    name: `a map that holds itself, in ${call}`,
    template: `{{$d := dict}}{{$_ := set $d "d" $d}}{{$e := dict}}{{$_ := set $e "d" $e}}{{${call}}}`,
    error: `${at("1:76")}: executing "bad.yaml" at <${call}>: exceeded the limit of 400 levels of data`,
  })),
  {
    name: "parentheses within each other",
    template: `\n{{${"(".repeat(500)}`,
    error: `${at("2")}: max expression depth exceeded`,
  },
  {
    name: "control structures within each other",
    template: "{{if .}}\n".repeat(500),
    error: `${at("401")}: max control structure depth exceeded`,
  },
  {
    name: "else if in a row",
    template: `{{if .}}${"{{else if .}}".repeat(500)}{{end}}`,
    error: `${at("1")}: max control structure depth exceeded`,
  },
  { name: "blocks within each other", template: '{{block "b" .}}'.repeat(500), error: `${at("1")}: max control structure depth exceeded` },
  {
    name: "a pattern that other engines hang on",
    template: '{{regexMatch "^(a+)+$" .}}',
    data: `${"a".repeat(5000)}!`,
    error: `${at("1:2")}: executing "bad.yaml" at <regexMatch "^(a+)+$" .>: error calling regexMatch: no regular expression engine was given to this template`,
  },
];

table("templates that ask too much", rows, {
  title: ({ name }) => name,
  run: ({ template, limits = {}, data, error }) => {
    const compiled = compile("bad.yaml", template, { functions: sprig, limits });
    const found = compiled.error ?? compiled.template.execute(plainData(data)).error;
    assert.is(found?.message, error);
    assert.is(found?.template, "bad.yaml");
    assert.is(found?.line, Number(/^template: bad\.yaml:(\d+)/.exec(error)![1]));
  },
});

suite("limits", (test) => {
  test("as much as is allowed is done", () => {
    const { template } = compile("t", '{{range 400}}{{print "x"}}{{end}}', { limits: { size: 400 } });
    assert.is(template?.execute().text?.length, 400);
  });
  test("a stack that overflows is an error, too", () => {
    const text = `{{define "d"}}${"{{if 1}}".repeat(300)}{{template "d"}}${"{{end}}".repeat(300)}{{end}}{{template "d"}}`;
    assert.is(compile("t", text).template?.execute().error?.cause, "exceeded the limit of nested calls");
  });
  test("each execution has the whole of it", () => {
    const { template } = compile("t", "{{range 500}}{{end}}", { limits: { steps: 600 } });
    for (let i = 0; i < 5; i++) assert.equal(template?.execute(), { text: "" });
  });
});
