import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { programOnPath } from "./hosts.ts";
import { playgroundPage } from "./playground.ts";
import { type Shown, terminalPicture, themes } from "./terminal-picture.ts";

const root = join(import.meta.dirname, "..");
const looks = ["light", "dark"] as const;

/** What the terminal's picture shows: commands in the folder of an example. */
const commands = [
  { folder: "examples/istio", command: "podgraft explain deploy/legacy -v -f . -c injector.yaml" },
  { folder: "examples/istio", command: "podgraft inject -f . -c injector.yaml -o injected.yaml" },
  { folder: "docs/playground/mistakes", command: "podgraft check -f app.yaml -c injector.yaml" },
];

/** The pictures of the terminal, by their names in docs/pictures. Each time the same. */
export function terminalPictures(): ReadonlyMap<string, string> {
  const shown = commands.map(shownBy);
  return new Map(looks.map((look) => [`terminal-${look}.svg`, terminalPicture(shown, themes[look])]));
}

/** What a command prints at a terminal; a file that it writes goes where no one sees it. */
function shownBy({ folder, command }: (typeof commands)[number]): Shown {
  const temporary = mkdtempSync(join(tmpdir(), "podgraft-pictures-"));
  try {
    const args = command.split(" ").slice(1);
    const given = args.map((arg) => (arg === "injected.yaml" ? join(temporary, arg) : arg));
    const env = { ...process.env, FORCE_COLOR: "1", NO_COLOR: "", COLUMNS: "" };
    const { stdout, stderr } = spawnSync(join(root, "plugin/podgraft"), given, { cwd: join(root, folder), encoding: "utf8", env });
    return { command, output: stdout + stderr };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** The pictures of pages, as Chromium draws them. */
export async function pagePictures(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { stdout: report } = spawnSync(join(root, "plugin/podgraft"), ["explain", "--format", "html", "-f", ".", "-c", "injector.yaml"], {
    cwd: join(root, "examples/istio"),
    encoding: "utf8",
  });
  const pages = [
    { name: "report", markup: report, height: 1180, ready: openFirst },
    { name: "playground", markup: await playgroundPage(), height: 740, ready: showExample },
  ];
  const pictures = new Map<string, Uint8Array>();
  const folder = mkdtempSync(join(tmpdir(), "podgraft-pictures-"));
  const browser = await chromium.launch({ executablePath: programOnPath("chromium") as string });
  try {
    for (const { name, markup, height, ready } of pages)
      for (const look of looks) {
        const page = await browser.newPage({ viewport: { width: 1120, height }, colorScheme: look });
        writeFileSync(join(folder, `${name}.html`), markup);
        await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
        await ready(page);
        pictures.set(`${name}-${look}.png`, await page.screenshot());
      }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  return pictures;
}

async function openFirst(page: Page): Promise<void> {
  await page.locator("summary").first().click();
  await page.evaluate("scrollTo(0, 0)");
}

async function showExample(page: Page): Promise<void> {
  await page.selectOption("#example", { label: "Mistakes in a workload" });
  await page.getByText("1 of 1 workload is injected, 2 warnings").waitFor();
}
