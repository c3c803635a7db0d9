import { dirname } from "node:path/posix";
import { faultsOf, readHouse } from "../../tools/house.ts";
import { assert, suite, table } from "../cases.ts";

interface Row {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "down",
    files: { "kube/a.ts": 'import { b } from "../value/b.ts";\n', "value/b.ts": "export const b = 1;\n" },
    faults: [],
  },
  {
    name: "up",
    files: { "value/b.ts": '\nimport type {\n  A,\n} from "../kube/a.ts";\n', "kube/a.ts": "" },
    faults: ["src/value/b.ts:2: value imports kube, which is above it; imports go down only"],
  },
  {
    name: "up, when it is called for",
    files: { "krm/b.ts": 'const load = () => import("../app/a.chunk.ts");\n', "app/a.chunk.ts": "" },
    faults: ["src/krm/b.ts:1: krm imports app, which is above it; imports go down only"],
  },
  { name: "a neighbour that is named", files: { "kube/a.ts": 'export { b } from "../change/b.ts";\n', "change/b.ts": "" }, faults: [] },
  {
    name: "a neighbour that is not",
    files: { "change/b.ts": 'import "../kube/a.ts";\n', "kube/a.ts": "" },
    faults: ["src/change/b.ts:1: change imports kube, its neighbour; tools/floors.ts names who may"],
  },
  {
    name: "a stranger",
    files: { "index.ts": 'export { a } from "./report/a.ts";\n', "report/a.ts": "" },
    faults: ["src/index.ts:1: index.ts imports report, which it is not to know"],
  },
  {
    name: "a folder on no floor",
    files: { "attic/a.ts": 'import "../value/b.ts";\n', "value/b.ts": "" },
    faults: ["src/attic/a.ts:1: attic is on no floor; name it in tools/floors.ts"],
  },
  {
    name: "a package of another folder's",
    files: { "app/a.ts": 'import { readFileSync } from "node:fs";\nimport { sha1 } from "@noble/hashes/legacy.js";\n' },
    faults: [
      "src/app/a.ts:1: app imports node:fs; only cli may",
      "src/app/a.ts:2: app imports @noble/hashes/legacy.js; only gotemplate may",
    ],
  },
  {
    name: "a package that is not named",
    files: { "cli/a.cjs": 'const lodash = require("lodash");\n' },
    faults: ["src/cli/a.cjs:1: cli imports lodash; tools/floors.ts names no folder that may"],
  },
  {
    name: "a room below",
    files: { "app/check/a.ts": 'import "../inject/b.ts";\nimport "../c.ts";\n', "app/inject/b.ts": "", "app/c.ts": "" },
    faults: [],
  },
  {
    name: "a room beside, and one above",
    files: { "app/check/a.ts": 'import "../diff/b.ts";\n', "app/diff/b.ts": "", "app/c.ts": 'import "./diff/b.ts";\n' },
    faults: [
      "src/app/check/a.ts:1: app/check imports app/diff, which is not below it",
      "src/app/c.ts:1: app/ imports app/diff, which is not below it",
    ],
  },
  {
    name: "a room on no floor",
    files: { "app/attic/a.ts": 'import "../c.ts";\n', "app/c.ts": "" },
    faults: ["src/app/attic/a.ts:1: app/attic is not a room that tools/floors.ts names"],
  },
  {
    name: "a dialect of two files that are too long together",
    files: {
      "dialects/own/a.ts": "\n".repeat(200),
      "dialects/own/b.ts": "\n".repeat(101),
      "dialects/own/c.gen.ts": "\n",
      "dialects/c.ts": "\n".repeat(200),
    },
    faults: ["src/dialects/own: 301 lines; at most 300"],
  },
  {
    name: "a face",
    files: {
      "istio/a.ts": 'import "../kube/b.ts";\nimport "./rules/c.ts";\n',
      "kube/b.ts": 'import "./d.ts";\n',
      "kube/d.ts": "",
      "kube/README.md": "Others import `b.ts`. d.ts is for `b` alone.\n",
      "istio/rules/c.ts": "",
      "istio/rules/README.md": "Others import `c.ts`.\n",
    },
    faults: [],
  },
  {
    name: "what is not in the face, and what is in it for nobody",
    files: { "istio/a.ts": 'import "../kube/rooms/b.ts";\n', "kube/rooms/b.ts": "", "kube/README.md": "Others import `c.ts`.\n" },
    faults: [
      "src/istio/a.ts:1: imports kube/rooms/b.ts; src/kube/README.md does not name rooms/b.ts for others",
      "src/kube/README.md: names c.ts, which nobody else imports",
    ],
  },
  {
    name: "a circle",
    files: { "kube/a.ts": 'import "./b.ts";\n', "kube/b.ts": 'import "./c.ts";\n', "kube/c.ts": 'import "./b.ts";\n' },
    faults: ["src/kube/b.ts: imports itself by way of kube/c.ts, kube/b.ts"],
  },
  {
    name: "a long file",
    files: { "kube/a.ts": "\n".repeat(301), "kube/b.ts": "\n".repeat(300), "kube/c.gen.ts": "\n".repeat(301) },
    faults: ["src/kube/a.ts: 301 lines; at most 300"],
  },
];

table("the rules of the house", rows, {
  title: ({ name }) => name,
  run: ({ files, faults }) => assert.equal(faultsOf(new Map(Object.entries(files))), faults),
});

suite("src/", (test) => {
  const house = readHouse();
  test("is looked at whole", () => assert.ok(house.size > 300 && house.has("index.ts") && house.has("cli/start.cjs")));
  test("says in each folder what it is for, in three to ten lines", () => {
    const folders = [...new Set([...house.keys()].map(dirname))].filter((folder) => folder !== ".");
    const wrong = folders.filter((folder) => !/^# .+\n\n(?:.*\n){1,8}$/.test(house.get(`${folder}/README.md`) ?? ""));
    assert.equal(wrong, []);
  });
  test("keeps them", () => assert.equal(faultsOf(house), []));
});
