import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page, type ViewportSize } from "playwright-core";
import { programOnPath } from "../../hosts/hosts.ts";

export interface Visit {
  readonly page: Page;
  /** A directory for screenshots, which is removed afterwards. */
  readonly directory: string;
  /** Every address that was asked for but the page's own. */
  readonly requests: readonly string[];
  /** What the console told, and every exception and dialog. */
  readonly complaints: readonly string[];
  /** Goes on to another page in the place of this one. */
  readonly show: (markup: string) => Promise<void>;
}

/** Opens a page in Chromium, from a file, as a person would who was sent it. */
export async function visit(markup: string, options: BrowserContextOptions, use: (visit: Visit) => Promise<void>): Promise<void> {
  const page = await pageFor(await started(), options);
  const directory = mkdtempSync(join(tmpdir(), "podgraft-page-"));
  let isDone = false;
  try {
    await use(await opened(page, markup, directory));
    isDone = true;
  } finally {
    if (isDone && page === shared) await cleared(page);
    else await page.context().close();
    rmSync(directory, { recursive: true });
    closing = setTimeout(closeBrowser, IDLE);
  }
}

async function opened(page: Page, markup: string, directory: string): Promise<Visit> {
  const file = join(directory, "page.html");
  const requests: string[] = [];
  const complaints: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("request", (request) => void (request.url() === address || requests.push(request.url())));
  page.on("console", (message) => void complaints.push(message.text()));
  page.on("pageerror", (error) => void complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  const show = async (next: string) => {
    writeFileSync(file, next);
    await page.goto(address);
  };
  await show(markup);
  return { page, directory, requests, complaints, show };
}

/** To start a page takes longer than most visits: all that ask for nothing but a size get the same one, which keeps no data. */
let shared: Page | undefined;

async function pageFor(browser: Browser, { viewport, ...others }: BrowserContextOptions): Promise<Page> {
  if (Object.keys(others).length > 0) return (await browser.newContext({ viewport: viewport as ViewportSize, ...others })).newPage();
  if (shared?.isClosed() !== false || shared.context().browser() !== browser) shared = await (await browser.newContext()).newPage();
  await shared.setViewportSize(viewport as ViewportSize);
  return shared;
}

/** Without what a visit left in it. */
async function cleared(page: Page): Promise<void> {
  await page.removeAllListeners();
  await page.goto("about:blank");
  await page.emulateMedia({ media: null, colorScheme: "light" });
}

/** How long the browser waits for another visit, in milliseconds. */
const IDLE = 2000;
let running: Promise<Browser> | undefined;
let closing: NodeJS.Timeout | undefined;

/** One browser for all visits, which share nothing in it; another one where it was closed or has crashed. */
async function started(): Promise<Browser> {
  clearTimeout(closing);
  const known = await running;
  if (known?.isConnected()) return known;
  running = launched();
  return running;
}

function closeBrowser(): void {
  void running?.then((browser) => browser.close());
  running = undefined;
}

/** A browser that crashes as it starts, which says nothing of a page, gets two more attempts. */
async function launched(attempts = 3): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: programOnPath("chromium") as string,
      args: (process.env.CHROME_ARGS ?? "").split(" ").filter(Boolean),
    });
  } catch (error) {
    if (attempts === 1) throw error;
    return launched(attempts - 1);
  }
}
