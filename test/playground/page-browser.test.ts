import { statSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { fragmentOf } from "../../docs/playground/link.ts";
import { visible } from "../../src/diagnostic/visible.ts";
import { playgroundPage } from "../../tools/playground.ts";
import { assert } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { barriers } from "../report/html/accessibility.ts";
import { type Visit, visit } from "../report/html/browser.ts";
import { hostile } from "../report/html/pages.ts";

const phone = { viewport: { width: 390, height: 844 } };
const laptop = { viewport: { width: 1000, height: 700 } };
const desktop = { viewport: { width: 1440, height: 900 } };
const markup = await playgroundPage();

const said = (page: Page) => page.locator("#said");
const focused = "document.activeElement.id || document.activeElement.tagName.toLowerCase()";

/** Opens the page, waits for its first answer, and afterwards looks whether anything left it or failed. */
async function playground(options: BrowserContextOptions, use: (opened: Visit) => Promise<void>): Promise<void> {
  await visit(markup, options, async (opened) => {
    // Of a machine that has much else to do.
    opened.page.setDefaultTimeout(120_000);
    await says(opened.page, "1 of 3 workloads are injected");
    await use(opened);
    assert.equal(
      opened.requests.filter((url) => !url.startsWith("blob:")),
      [],
    );
    assert.equal(opened.complaints, []);
  });
}

/** Waits; the page's policy allows no `waitForFunction`, which evaluates a text in it. */
async function answered(page: Page): Promise<void> {
  await page.locator('body[data-state="answered"]').waitFor();
}

async function says(page: Page, words: string): Promise<void> {
  await page.locator('body[data-state="answered"] #verdict', { hasText: words }).waitFor();
}

/** Goes on with the Tab key until an element has the focus; each one on the way has to show it. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const outline = "getComputedStyle(document.activeElement.closest('.frame') ?? document.activeElement).outlineStyle";
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press("Tab");
    assert.is(await page.evaluate(outline), "solid", `the focus is seen on ${await page.evaluate(focused)}`);
    if ((await page.evaluate(focused)) === wanted) return;
  }
  assert.unreachable(`the Tab key never comes to ${wanted}`);
}

/** What of the header is below it. */
const OUTSIDE = `(() => {
  const bottom = (element) => element.getBoundingClientRect().bottom;
  const all = [...document.querySelectorAll(".title > *, .tools > *")];
  return all.filter((part) => bottom(part) > bottom(document.querySelector("header"))).map((part) => part.id || part.tagName);
})()`;

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens the page by a link that holds an input. */
async function openAt({ page, show }: Visit, fragment: string): Promise<void> {
  await show(markup);
  await follow(page, fragment);
}

/** Follows such a link from the page itself, which takes it in without being loaded again. */
async function follow(page: Page, fragment: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
}

async function linked(manifests: string, config: string): Promise<string> {
  const made = await fragmentOf({ manifests, config });
  return "fragment" in made ? made.fragment : made.problem;
}

hostSuite(["chromium"], "the playground in a browser", (test) => {
  for (const [device, size] of Object.entries({ phone, laptop, desktop }))
    test(`${device}, light and dark: each example can be read and nothing is cut off`, async () =>
      playground(size, async ({ page, directory }) => {
        const count = (await page.locator("#example option").count()) - 1;
        assert.ok(count > 4);
        for (let i = 0; i < count; i++) {
          await page.selectOption("#example", `${i}`);
          await answered(page);
          for (const summary of await page.locator("details > summary").all()) await summary.click();
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme });
            assert.is(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0);
            assert.equal(await barriers(page), [], colorScheme);
            const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
            assert.is(/rgb\(\d\d, /.test(String(ground)), colorScheme === "dark", String(ground));
          }
        }
        assert.equal(await page.evaluate(OUTSIDE), [], "in the header");
        const picture = join(directory, "page.png");
        await page.screenshot({ path: picture, fullPage: true });
        assert.ok(statSync(picture).size > 10_000);
      }));
});

hostSuite(["chromium"], "using the playground", (test) => {
  test("by keyboard alone: choose an example, edit it, read why, copy the result", async () =>
    playground(desktop, async ({ page }) => {
      await tabTo(page, "example");
      await press(page, "ArrowDown");
      await says(page, "2 of 3 workloads are injected");
      await tabTo(page, "config");
      await press(page, "Control+End");
      await page.keyboard.type("\nbad");
      await says(page, "Nothing is changed, 1 error");
      await page.locator("#findings").getByText("injector.yaml:").first().waitFor();
      await press(page, "Backspace", "Backspace", "Backspace");
      await says(page, "2 of 3 workloads are injected");
      await tabTo(page, "summary");
      await press(page, "Enter");
      assert.ok(await page.getByText("istio 1.30.5 is injected: its namespace or its revision belongs to the mesh").isVisible());
      await tabTo(page, "whole");
      await press(page, "Space");
      assert.match((await page.locator("#diff").textContent()) ?? "", /podgraft\.dev\/provenance/);
      assert.match((await page.locator("#stat").textContent()) ?? "", /^\+\d+ −\d+$/);
    }));

  test("a finding leads to its line", async () =>
    playground(desktop, async ({ page }) => {
      await page.selectOption("#example", { label: "Mistakes in a workload" });
      await says(page, "1 of 1 workload is injected, 2 warnings");
      await page.getByRole("button", { name: "manifests.yaml:14" }).click();
      assert.is(await page.evaluate(focused), "manifests");
      const selection = "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)";
      assert.match(String(await page.evaluate(selection)), /^ +sidecar\.istio\.io\/proxyCpu: 100m$/);
    }));

  test("what was opened stays open while the text changes", async () =>
    playground(desktop, async ({ page }) => {
      await page.locator("details.workload summary").nth(1).click();
      await page.locator("#manifests").press("Control+Home");
      await page.keyboard.type("# a comment\n");
      await page.getByRole("button", { name: "manifests.yaml:40", exact: true }).waitFor();
    }));

  test("an input that asks for too much is stopped, and the next one is answered", async () =>
    playground(desktop, async ({ page }) => {
      const loop = "{{ range until 4000 }}{{ range until 4000 }}{{ range until 4000 }}x{{ end }}{{ end }}{{ end }}";
      const config = await page.locator("#config").inputValue();
      let workers = 0;
      page.on("worker", () => void workers++);
      await page.locator("#config").fill(config.replace(/template:[\s\S]*/, `templateText: "${loop}"\n`));
      await page.waitForTimeout(400);
      await page.selectOption("#example", "1");
      await says(page, "2 of 3 workloads are injected");
      assert.is(workers, 1, "it was still at work");
    }));
});

hostSuite(["chromium"], "links of the playground", (test) => {
  test("hold the input, and open with it", async () =>
    playground({ ...desktop, permissions: ["clipboard-read", "clipboard-write"] }, async (opened) => {
      const { page } = opened;
      await page.locator("#manifests").fill("# mine\n");
      await says(page, "0 of 0 workloads are injected");
      await page.locator("#share").click();
      await said(page).getByText("The link").waitFor();
      const fragment = String(await page.evaluate("location.hash"));
      assert.match(fragment, /^#input=[\w-]+$/);
      await openAt(opened, fragment);
      await says(page, "0 of 0 workloads are injected");
      assert.is(await page.locator("#manifests").inputValue(), "# mine\n");
    }));

  test("that are damaged are reported, and the page works on", async () =>
    playground(desktop, async (opened) => {
      await openAt(opened, "#input=AAAA");
      await said(opened.page).getByText("This link is damaged").waitFor();
      await says(opened.page, "1 of 3 workloads are injected");
    }));

  test("that hold hostile texts show texts", async () =>
    playground(desktop, async (opened) => {
      const { page } = opened;
      const config = await page.locator("#config").inputValue();
      for (const text of hostile) {
        const comment = `# ${text.replaceAll(/[\p{Cc}\p{Zl}]/gu, "")}\n`;
        const name = JSON.stringify(text).replaceAll("\u2028", "\\u2028");
        const manifests = `${comment}apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {containers: []}}}\n`;
        await follow(page, await linked(manifests, comment + config));
        await page.locator(".name", { hasText: visible(text) }).waitFor();
        assert.is(await page.locator("#manifests").inputValue(), manifests);
        assert.is(await page.evaluate("typeof window.pwned"), "undefined");
        assert.is(await page.locator("main script, main img, main h1").count(), 0);
      }
    }));
});

hostSuite(["chromium"], "the policy of the playground", (test) => {
  test("lets neither the page nor podgraft in it send anything, nor make markup of a text", async () =>
    visit(markup, desktop, async ({ page, requests }) => {
      await says(page, "1 of 3 workloads are injected");
      const attempt = "fetch('https://example.com/').then(() => 'sent', () => 'refused')";
      assert.is(await page.evaluate(attempt), "refused");
      const [worker] = page.workers();
      assert.is(await worker?.evaluate(attempt), "refused");
      assert.is(
        await page.evaluate("(() => { try { document.body.innerHTML = '<b>'; return 'made' } catch { return 'refused' } })()"),
        "refused",
      );
      assert.equal(
        requests.filter((url) => url.startsWith("http")),
        [],
      );
    }));
});
