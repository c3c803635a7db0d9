import { hostRows } from "./host-rows.ts";

const BEGIN = "<!-- The table is written by: node --import tsx tools/host-table.ts -->";
const END = "<!-- End of the table -->";

/** docs/HOSTS.md with a fresh table of hosts. */
export function withHostTable(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`docs/HOSTS.md lacks "${BEGIN}" or, after it, "${END}"`);
  return `${page.slice(0, begin)}${BEGIN}\n${table()}\n${page.slice(end)}`;
}

function table(): string {
  const rows = hostRows.map(
    ({ name, page, tested, tests, example, silent }) =>
      `| [${name}](${page}) | ${tested} | ${tests.map(testLink).join(", ") || "none"} | ${exampleLink(example)} | ${silent} |`,
  );
  return ["| host | tested with | tests | example | what is silent |", "|-|-|-|-|-|", ...rows].join("\n");
}

function testLink(test: string): string {
  return `[${test.replace(/^.*\/|\.test\.ts$/g, "")}](../test/${test})`;
}

function exampleLink(path: string): string {
  return path.startsWith("docs/") ? "on its page" : `[${path.split("/").at(-1)}](../${path}/README.md)`;
}
