// Begins a dialect: node --import tsx tools/new-dialect.ts NAME
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { dialectScaffold } from "./dialect-scaffold.ts";

const [name = ""] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) throw new Error("Give a name such as vault-agent");
const { files, row } = dialectScaffold(name);
const taken = [...files.keys()].filter((path) => existsSync(path));
if (taken.length > 0) throw new Error(`${taken.join(", ")} exists already`);
for (const [path, text] of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}
console.log(`Now add to src/dialects/table.ts: ${row}`);
