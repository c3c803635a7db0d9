import { compare } from "../../src/change/compare.ts";
import { schemaListKeys } from "../../src/kube/list-keys.ts";
import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { toValue, type Value } from "../../src/value/value.ts";
import { put } from "../../src/yaml/put.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { styleOf } from "../../src/yaml/style.ts";
import { assert, table } from "../cases.ts";

/** A pod spec's text, what its value becomes, and the text that gives; bugs that were fixed stay as rows. */
const rows: { name: string; text: string; edit: (value: never) => unknown; want: string }[] = [
  {
    name: "a container is appended behind the last one's lines",
    text: "containers:\n- name: a\n  image: x # pinned\n# about volumes\nvolumes: []\n",
    edit: (spec: { containers: unknown[] }) => ({ ...spec, containers: [...spec.containers, { name: "b" }] }),
    want: "containers:\n- name: a\n  image: x # pinned\n- name: b\n# about volumes\nvolumes: []\n",
  },
  {
    name: "an item goes before the first one and its comment",
    text: "volumes:\n  # the app's\n  - name: a\n",
    edit: (spec: { volumes: unknown[] }) => ({ volumes: [{ name: "b", emptyDir: {} }, ...spec.volumes] }),
    want: "volumes:\n  - name: b\n    emptyDir: {}\n  # the app's\n  - name: a\n",
  },
  {
    name: "the last item gone leaves []",
    text: "volumes: # mine\n- name: a\nhostNetwork: true\n",
    edit: () => ({ volumes: [], hostNetwork: true }),
    want: "volumes: [] # mine\nhostNetwork: true\n",
  },
  {
    name: "a comment in empty braces goes on the key's line",
    text: "nodeSelector: { # none\n}\n",
    edit: () => ({ nodeSelector: { disk: "ssd" } }),
    want: "nodeSelector: # none\n  disk: ssd\n",
  },
  {
    name: "comments in empty braces and behind them stay in their order",
    text: "nodeSelector: {# a\n  # b\n  } # c\n",
    edit: () => ({ nodeSelector: { disk: "ssd" } }),
    want: "nodeSelector: # a\n  # b\n  # c\n  disk: ssd\n",
  },
  {
    name: "a comment in empty braces on a line of their own",
    text: "nodeSelector:\n  { # none\n  }\n",
    edit: () => ({ nodeSelector: { disk: "ssd" } }),
    want: "nodeSelector:\n  # none\n  disk: ssd\n",
  },
  {
    name: "a comment on a line of its own in empty braces, with CRLF",
    text: "nodeSelector: {\r\n  # none\r\n}\r\n",
    edit: () => ({ nodeSelector: { disk: "ssd" } }),
    want: "nodeSelector: # none\r\n  disk: ssd\r\n",
  },
  {
    name: "an empty flow map becomes a block",
    text: "nodeSelector: {} # none\n",
    edit: () => ({ nodeSelector: { disk: "ssd" } }),
    want: "nodeSelector: # none\n  disk: ssd\n",
  },
  {
    name: "a comment in empty braces in flow stays in them",
    text: "metadata: {labels: {# none\n}}\n",
    edit: () => ({ metadata: { labels: { a: "b" } } }),
    want: "metadata: {labels: {a: b # none\n}}\n",
  },
  {
    name: "flow stays flow",
    text: "containers: [{name: a, image: x}]\n",
    edit: () => ({ containers: [{ name: "a", image: "x" }, { name: "b" }] }),
    want: "containers: [{name: a, image: x}, {name: b}]\n",
  },
  {
    name: "comments in a flow list stay with their items",
    text: "volumes: [\n  {name: a}, # first\n  {name: b} # second\n]\n",
    edit: (spec: { volumes: unknown[] }) => ({ volumes: [...spec.volumes, { name: "c" }] }),
    want: "volumes: [\n  {name: a}, # first\n  {name: b}, # second\n  {name: c}\n]\n",
  },
  {
    name: "JSON stays JSON",
    text: '{"containers": [{"name": "a"}]}\n',
    edit: () => ({ containers: [{ name: "a" }, { name: "b", args: ["yes"] }] }),
    want: '{"containers": [{"name": "a"}, {"name": "b", "args": ["yes"]}]}\n',
  },
  {
    name: "CRLF stays CRLF",
    text: "hostNetwork: true\r\nvolumes:\r\n- name: a\r\n",
    edit: () => ({ hostNetwork: true, volumes: [{ name: "a" }, { name: "b" }] }),
    want: "hostNetwork: true\r\nvolumes:\r\n- name: a\r\n- name: b\r\n",
  },
  {
    name: "an alias keeps its value when its anchor's node changes",
    text: "containers:\n- name: a\n  resources: &r\n    limits: {cpu: 1}\n- name: b\n  resources: *r # same\n",
    edit: () => ({
      containers: [
        { name: "a", resources: { limits: { cpu: 2 } } },
        { name: "b", resources: { limits: { cpu: 1 } } },
      ],
    }),
    want: "containers:\n- name: a\n  resources: &r\n    limits: {cpu: 2}\n- name: b\n  resources: # same\n    limits:\n      cpu: 1\n",
  },
  {
    name: "a merged key that goes makes the merge explicit",
    text: "securityContext: &s\n  runAsUser: 1\n  runAsGroup: 2\nnodeSelector:\n  <<: *s\n",
    edit: () => ({ securityContext: { runAsUser: 1, runAsGroup: 2 }, nodeSelector: { runAsUser: 1 } }),
    want: "securityContext: &s\n  runAsUser: 1\n  runAsGroup: 2\nnodeSelector:\n  runAsUser: 1\n",
  },
  {
    name: "strings that a reader could take for another type are quoted",
    text: "a: b\n",
    edit: () => ({ a: "b", list: ["yes", "0644", "1e3", "10m", "x: y", "null", "a", ""] }),
    want: 'a: b\nlist:\n- "yes"\n- "0644"\n- "1e3"\n- 10m\n- "x: y"\n- "null"\n- a\n- ""\n',
  },
  {
    name: "several lines become a literal",
    text: "a: b\n",
    edit: () => ({ a: "b", text: "one\n  two\n" }),
    want: "a: b\ntext: |\n  one\n    two\n",
  },
  {
    name: "a text without line break at its end gets one",
    text: "hostNetwork: true",
    edit: () => ({ hostNetwork: true, hostPID: true }),
    want: "hostNetwork: true\nhostPID: true\n",
  },
  {
    name: "bug: blank lines behind a removed entry became content of the literal before it",
    text: "a:\n  b: |+\n    x\n  c: 1\n\nd: 2\n",
    edit: () => ({ a: { b: "x\n" }, d: 2 }),
    want: "a:\n  b: |\n    x\n\nd: 2\n",
  },
  {
    name: "bug: a blank line behind a removed entry became content of a literal that had come last before it",
    text: "containers:\n- name: a\n  image: |+\n    x\n- name: b\n  image: y\ngone: 1\n\nd: 2\n",
    edit: (spec: { containers: unknown[] }) => ({ containers: [...spec.containers].reverse(), d: 2 }),
    want: "containers:\n- name: b\n  image: y\n- name: a\n  image: |+\n    x\nd: 2\n",
  },
  {
    name: "bug: a literal restyled at its end lost its anchor",
    text: "a:\n  b: &x |+\n    x\n  c: 1\n\nd: *x\n",
    edit: () => ({ a: { b: "x\n" }, d: "x\n" }),
    want: "a:\n  b: &x |\n    x\n\nd: *x\n",
  },
  {
    name: "bug: an explicit key that hid a merged one brought that back when it went",
    text: "a: &x {k: 1}\nb:\n  <<: *x\n  k: 2\n  l: 3\n",
    edit: () => ({ a: { k: 1 }, b: { l: 3 } }),
    want: "a: &x {k: 1}\nb:\n  l: 3\n",
  },
  {
    name: "bug: blank lines behind a removed entry became content of a literal that came last in the one before it by a removal",
    text: "a:\n- b: |+\n    x\n- c\nd: 1\n\n# end\n",
    edit: () => ({ a: [{ b: "x\n" }] }),
    want: "a:\n- b: |\n    x\n\n# end\n",
  },
  {
    name: "bug: blank lines behind a removed entry became content of a literal that came last in the one before it by a move",
    text: "containers:\n- name: a\n  image: |+\n    x\n- name: b\ngone: 1\n\n# end\n",
    edit: () => ({ containers: [{ name: "b" }, { name: "a", image: "x\n" }] }),
    want: "containers:\n- name: b\n- name: a\n  image: |\n    x\n\n# end\n",
  },
  {
    name: "bug: spaces behind a key went where a map came for the null on the line below",
    text: "annotations:   \n\n  null\nspec:\n",
    edit: () => ({ annotations: { a: "b" }, spec: null }),
    want: "annotations:   \n  a: b\nspec:\n",
  },
  {
    name: "bug: spaces behind a key's comment went where a map came for the null on the line below",
    text: "annotations: # x  \r\n  null\r\n",
    edit: () => ({ annotations: { a: "b" } }),
    want: "annotations: # x  \r\n  a: b\r\n",
  },
  {
    name: "bug: the comment below a replaced list became content of a literal in the new map",
    text: "a:\n  b:\n      - 1\n      # deep\n\n    # less\nd: 1\n",
    edit: () => ({ a: { b: { k: "x\ny\n" } }, d: 1 }),
    want: "a:\n  b:\n    k: |\n      x\n      y\n    # deep\n\n    # less\nd: 1\n",
  },
  {
    name: "bug: lines of spaces became content of a new literal above them",
    text: "a:\n  b: 1\n        \nc: 1\n        \n# end\n",
    edit: () => ({ a: { b: 1, t: "x\ny\n" }, c: [{ k: "x\ny" }] }),
    want: 'a:\n  b: 1\n  "t": "x\\ny\\n"\n        \nc:\n- k: "x\\ny"\n        \n# end\n',
  },
  {
    name: "bug: deep comments and lines of spaces above a first item became content of a literal newly before it",
    text: "a:\n- 1\nb:\n      # deep\n        \n# less\n  - 1\n",
    edit: () => ({ a: [1], b: ["x\ny\n", 1] }),
    want: "a:\n- 1\nb:\n  - |\n    x\n    y\n  # deep\n\n# less\n  - 1\n",
  },
  {
    name: "bug: lines of spaces behind a removed entry became content of the literal before it",
    text: "a:\n  b: |\n    x\n  c: 1\nd: 1\n\n        \n# end\n",
    edit: () => ({ a: { b: "x\n" } }),
    want: 'a:\n  b: "x\\n"\n\n        \n# end\n',
  },
  {
    name: "bug: an explicit key lost its question mark",
    text: "? volumes\n: - name: a\n? hostNetwork\n:\n  true",
    edit: (spec: { volumes: unknown[] }) => ({ ...spec, volumes: [...spec.volumes, { name: "b" }], restartPolicy: "Never" }),
    want: "? volumes\n: - name: a\n  - name: b\n? hostNetwork\n:\n  true\nrestartPolicy: Never\n",
  },
  {
    name: "bug: a tab before a comment came to be behind an explicit key's colon",
    text: "? nodeSelector\n: ~\t# none\n",
    edit: () => ({ nodeSelector: { disk: "ssd" } }),
    want: "? nodeSelector\n: # none\n  disk: ssd\n",
  },
  {
    name: "bug: tags before keys of flow maps",
    text: "volumes: [{! 'name': a, !!str emptyDir: {}}]\n",
    edit: () => ({ volumes: [{ name: "b", emptyDir: {} }] }),
    want: "volumes: [{name: b, emptyDir: {}}]\n",
  },
  {
    name: "bug: an empty map of JSON gained keys without quotes",
    text: '{"nodeSelector": {}, "volumes": []}\n',
    edit: () => ({ nodeSelector: { disk: "ssd" }, volumes: [{ name: "a" }] }),
    want: '{"nodeSelector": {"disk": "ssd"}, "volumes": [{"name": "a"}]}\n',
  },
  {
    name: "JSON without spaces stays so",
    text: '{"nodeSelector":{},"volumes":[{"name":"a"}]}\n',
    edit: (spec: { volumes: unknown[] }) => ({ nodeSelector: { disk: "ssd" }, volumes: [...spec.volumes, { name: "b" }] }),
    want: '{"nodeSelector":{"disk":"ssd"},"volumes":[{"name":"a"},{"name":"b"}]}\n',
  },
  {
    name: "JSON of many lines stays so",
    text: '{\n  "nodeSelector": {},\n  "volumes": [\n    {\n      "name": "a"\n    }\n  ]\n}\n',
    edit: (spec: { volumes: unknown[] }) => ({ nodeSelector: { disk: "ssd" }, volumes: [...spec.volumes, { name: "b", emptyDir: {} }] }),
    want: '{\n  "nodeSelector": {\n    "disk": "ssd"\n  },\n  "volumes": [\n    {\n      "name": "a"\n    },\n    {\n      "name": "b",\n      "emptyDir": {}\n    }\n  ]\n}\n',
  },
  {
    name: "bug: a folded scalar that the text's end cuts off was written again",
    text: "volumes: []\nnote: >-\n  one\n  two",
    edit: (spec: object) => ({ ...spec, volumes: [{ name: "a" }] }),
    want: "volumes:\n- name: a\nnote: >-\n  one\n  two",
  },
  {
    name: "a folded scalar that the text's end cuts off has no line break, whatever comes below it",
    text: "note: >\n  one\n  two",
    edit: (spec: object) => ({ ...spec, volumes: [{ name: "a" }] }),
    want: "note: one two\nvolumes:\n- name: a\n",
  },
  {
    name: "bug: a block scalar without line break in its value was written again where lines came below it",
    text: "volumes: []\nnote:\n- |-2\n   one\n- >-\n  one\n  two",
    edit: (spec: object) => ({ ...spec, containers: [{ name: "a" }] }),
    want: "volumes: []\nnote:\n- |-2\n   one\n- >-\n  one\n  two\ncontainers:\n- name: a\n",
  },
  {
    name: "bug: a comment right behind quotes became part of the new value",
    text: "a: 'x'#c\nb: {k: \"x\"#d\n }\nc: |#e\n  x\n",
    edit: () => ({ a: "y-y", b: { k: "y-y" }, c: "y-y" }),
    want: "a: y-y #c\nb: {k: y-y #d\n }\nc: y-y #e\n",
  },
  {
    name: "a map without braces gets them with its second key",
    text: "volumes: [name: a, name: b#c\n, name: d]\n",
    edit: ({ volumes: [a, b, d] }: { volumes: object[] }) => ({ volumes: [{ ...a, emptyDir: {} }, b, { name: "e" }, d] }),
    want: "volumes: [{name: a, emptyDir: {}}, name: b#c, {name: e}, name: d]\n",
  },
  {
    name: "a map without braces stays so where its value changes",
    text: "args: [a: b, c]\n",
    edit: () => ({ args: [{ a: "d" }, "c"] }),
    want: "args: [a: d, c]\n",
  },
  {
    name: "bug: a last line of spaces, deeper than a block scalar's text, was taken for no part of it",
    text: "args:\n- |2\n    x\n    \n",
    edit: (spec: { args: string[] }) => ({ args: [...spec.args, "y"] }),
    want: 'args:\n- |2\n    x\n    \n- "y"\n',
  },
  {
    name: "the first item of a flow list gone with its comment",
    text: "volumes: [\n  {name: a}, # first\n  {name: b} # second\n]\n",
    edit: (spec: { volumes: unknown[] }) => ({ volumes: [spec.volumes[1]] }),
    want: "volumes: [\n  {name: b} # second\n]\n",
  },
  {
    name: "a comment above the first item of a flow list stays above it",
    text: "volumes: [\n  # of a\n  {name: a},\n  {name: b}\n]\n",
    edit: (spec: { volumes: unknown[] }) => ({ volumes: [{ name: "z" }, ...spec.volumes] }),
    want: "volumes: [\n  {name: z},\n  # of a\n  {name: a},\n  {name: b}\n]\n",
  },
  {
    name: "an item of a flow list moves with its comment",
    text: "volumes: [{name: a}, # first\n  {name: b}]\n",
    edit: (spec: { volumes: unknown[] }) => ({ volumes: spec.volumes.toReversed() }),
    want: "volumes: [{name: b},\n  {name: a} # first\n]\n",
  },
  {
    name: "behind a comment at the end of a flow map there is a line break",
    text: "nodeSelector: {a: b # last\n}\n",
    edit: () => ({ nodeSelector: { a: "b", c: "d" } }),
    want: "nodeSelector: {a: b, # last\n c: d\n}\n",
  },
  {
    name: "a merge key is written out where what it names changes",
    text: "x: &b {p: 1}\nuse:\n  <<: *b\n  y: 2\n",
    edit: (spec: object) => ({ ...spec, x: { p: 5 } }),
    want: "x: &b {p: 5}\nuse:\n  y: 2\n  p: 1\n",
  },
  {
    name: "a merge key in flow is written out where what it names changes",
    text: "x: &b {p: 1}\nuse: {<<: *b, y: 2}\n",
    edit: (spec: object) => ({ ...spec, x: { p: 5 } }),
    want: "x: &b {p: 5}\nuse: {y: 2, p: 1}\n",
  },
  {
    name: "a merge key is written out where a merged key goes",
    text: "x: &b {p: 1, q: 2}\nuse:\n  <<: *b\n  r: 2\n",
    edit: (spec: object) => ({ ...spec, use: { p: 1, r: 2 } }),
    want: "x: &b {p: 1, q: 2}\nuse:\n  r: 2\n  p: 1\n",
  },
  {
    name: "an alias keeps its merge key where only another key changes",
    text: "x: &b {p: 1}\nuse:\n  <<: *b\n  r: 2\n",
    edit: (spec: object) => ({ ...spec, use: { p: 1, r: 3 } }),
    want: "x: &b {p: 1}\nuse:\n  <<: *b\n  r: 3\n",
  },
  {
    name: "a new key is behind the lines that a |+ keeps",
    text: "a:\n  b: |+\n    x\n\n\nc: 1\n",
    edit: (spec: { a: object }) => ({ a: { ...spec.a, d: 2 }, c: 1 }),
    want: "a:\n  b: |+\n    x\n\n\n  d: 2\nc: 1\n",
  },
];

table("put", rows, {
  title: ({ name }) => name,
  run: ({ text, edit, want }) => {
    const { node } = readYaml(text, { start: 0, end: text.length });
    assert.ok(node);
    const before = nodeValue(node);
    const after = toValue(edit(before as never)) as Value;
    const delta = compare(before, after, schemaListKeys(fieldOf(podTemplateSchema, "spec")));
    assert.ok(delta);
    assert.is(
      put(text, { entry: { start: 0, mark: 0, key: "", value: node }, end: text.length }, { delta, style: styleOf(text, node) }),
      want,
    );
  },
});
