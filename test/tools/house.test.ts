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
    faults: ["src/value/b.ts:2: value imports kube, which stands above it; imports go down only"],
  },
  {
    name: "up, when it is called for",
    files: { "krm/b.ts": 'const load = () => import("../app/a.chunk.ts");\n', "app/a.chunk.ts": "" },
    faults: ["src/krm/b.ts:1: krm imports app, which stands above it; imports go down only"],
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
    faults: ["src/attic/a.ts:1: attic stands on no floor; name it in tools/floors.ts"],
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
  test("keeps them", () => assert.equal(faultsOf(house), []));
});
