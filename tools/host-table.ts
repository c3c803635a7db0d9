// Writes the table of hosts in docs/HOSTS.md. With --ask it says which versions are here, for tools/host-rows.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { hostRows } from "./host-rows.ts";
import { versionOf } from "./hosts.ts";
import { withHostTable } from "./hosts-page.ts";

if (process.argv.includes("--ask")) {
  for (const { host, tested } of hostRows) if (host) console.log(`${host}: ${versionOf(host) ?? "missing"}, recorded ${tested}`);
} else writeFileSync("docs/HOSTS.md", withHostTable(readFileSync("docs/HOSTS.md", "utf8")));
