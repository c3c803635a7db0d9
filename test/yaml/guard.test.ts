import { guarded } from "../../src/yaml/guard.ts";
import type { Unit } from "../../src/yaml/put.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { withoutGuards } from "../../src/yaml/without-guards.ts";
import { assert, table } from "../cases.ts";

const unit = (text: string): Unit => {
  const { node } = readYaml(text, { start: 0, end: text.length });
  assert.ok(node);
  return { entry: { start: 0, mark: 0, key: "", value: node }, end: text.length };
};

/** What a list was, what it becomes, and what it must be so that a host which copies comments by index does no harm. */
const rows: { name: string; old: string; now: string; want: string }[] = [
  {
    name: "a setter's mark on the first item",
    old: "volumes:\n- name: a # kpt-set: ${a}\n",
    now: "volumes:\n- name: new\n- name: a # kpt-set: ${a}\n",
    want: "volumes:\n- name: new # podgraft:guard\n- name: a # kpt-set: ${a}\n",
  },
  {
    name: "a mark on the second item, which the first one's fields would get",
    old: "volumes:\n- name: a\n- name: b # kpt-set: ${b}\n",
    now: "volumes:\n- name: new\n- name: a\n- name: b # kpt-set: ${b}\n",
    want: "volumes:\n- name: new\n- name: a # podgraft:guard\n- name: b # kpt-set: ${b}\n",
  },
  {
    name: "a comment above the first item",
    old: "volumes:\n# the app's\n- name: a\n",
    now: "volumes:\n- name: new\n# the app's\n- name: a\n",
    want: "volumes:\n# podgraft:guard\n- name: new\n# the app's\n- name: a\n",
  },
  {
    name: "below a key that both have; not where the new item does not have this key",
    old: "volumes:\n- name: a\n  configMap: # c\n    name: x # d\n    # e\n    items: []\n",
    now: "volumes:\n- name: new\n  configMap:\n    name: y\n- name: a\n  configMap: # c\n    name: x # d\n    # e\n    items: []\n",
    want: "volumes:\n- name: new\n  configMap: # podgraft:guard\n    name: y # podgraft:guard\n- name: a\n  configMap: # c\n    name: x # d\n    # e\n    items: []\n",
  },
  {
    name: "nothing where nothing shifts",
    old: "a: 1 # x\nvolumes:\n- name: a # y\n",
    now: "a: 1 # x\nvolumes:\n- name: a # y\n- name: b\n",
    want: "a: 1 # x\nvolumes:\n- name: a # y\n- name: b\n",
  },
];

table("guarded", rows, {
  title: ({ name }) => name,
  run: ({ old, now, want }) => {
    assert.is(guarded({ text: old, ...unit(old) }, { text: now, ...unit(now) }), want);
    assert.is(withoutGuards(want, [unit(want)]), now);
  },
});

table(
  "without guards",
  [
    {
      name: "text that looks like one stays",
      text: 'a: |\n  x # podgraft:guard\nb: "y # podgraft:guard"\n',
      want: 'a: |\n  x # podgraft:guard\nb: "y # podgraft:guard"\n',
    },
    { name: "at the end of a line with carriage return", text: "a: 1 # podgraft:guard\r\nb: 2\r\n", want: "a: 1\r\nb: 2\r\n" },
  ],
  { title: ({ name }) => name, run: ({ text, want }) => assert.is(withoutGuards(text, [unit(text)]), want) },
);
