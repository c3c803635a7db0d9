import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DIALECTS = "src/dialects";

/** What a dialect has as data beside its code, such as templates and tables: what is neither TypeScript nor its README. */
const isData = (name: string) => !name.endsWith(".ts") && name !== "README.md";

/** The files that hold the data of all dialects as TypeScript, by their paths. */
export function dialectTexts(): ReadonlyMap<string, string> {
  const folders = readdirSync(DIALECTS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = folders.map(({ name }) => [name, readdirSync(join(DIALECTS, name)).filter(isData).sort()] as const);
  return new Map(
    found.filter(([, files]) => files.length > 0).map(([name, files]) => [`${DIALECTS}/${name}/texts.gen.ts`, written(name, files)]),
  );
}

function written(folder: string, files: readonly string[]): string {
  const textOf = (file: string) => JSON.stringify(readFileSync(join(DIALECTS, folder, file), "utf8"));
  const rows = files.map((file) => `  ${JSON.stringify(file)}: ${textOf(file)},\n`).join("");
  return `// Made by tools/write-dialect-texts.ts of the files beside it.\nexport const texts = {\n${rows}} as const;\n`;
}
