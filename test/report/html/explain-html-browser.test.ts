import { statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { visible } from "../../../src/diagnostic/visible.ts";
import { assert } from "../../cases.ts";
import { deployment } from "../../cli/manifests.ts";
import { hostSuite } from "../../hosts/hosts.ts";
import { barriers } from "./accessibility.ts";
import { visit } from "./browser.ts";
import { bothSidecars, hostile, pageOf, pageSaying, shipper, shop } from "./pages.ts";

const widths = [360, 800, 1440];
const colourSchemes = ["light", "dark"] as const;
const desktop = { viewport: { width: 1440, height: 900 } };

const count = (page: Page) => page.locator("#count").textContent();
const shown = (page: Page) => page.locator("tbody.workload:visible .name").allInnerTexts();
const overflow = (page: Page) => page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const focused = "document.activeElement.id || document.activeElement.tagName.toLowerCase()";

/** Goes on with the Tab key until an element has the focus; each one on the way has to show it. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press("Tab");
    assert.is(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "solid", "the focus is seen");
    if ((await page.evaluate(focused)) === wanted) return;
  }
  assert.unreachable(`the Tab key never comes to ${wanted}`);
}

hostSuite(["chromium"], "the page in a browser", (test) => {
  for (const width of widths)
    test(`${width} px wide, light and dark: nothing is cut off, all can be read, nothing is loaded`, async () =>
      visit(await pageOf(shop, bothSidecars), { viewport: { width, height: 800 } }, async (opened) => {
        const { page, directory, requests, complaints } = opened;
        for (const state of ["as it opens", "with all workloads open"]) {
          if (state !== "as it opens") await page.locator("#open").click();
          for (const colorScheme of colourSchemes) {
            await page.emulateMedia({ colorScheme });
            assert.is(await overflow(page), 0, `${state}, ${colorScheme}`);
            assert.equal(await barriers(page), [], `${state}, ${colorScheme}`);
            const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
            assert.is(/rgb\(\d\d, /.test(String(ground)), colorScheme === "dark", String(ground));
          }
        }
        const picture = join(directory, "page.png");
        await page.screenshot({ path: picture, fullPage: true });
        assert.ok(statSync(picture).size > 10_000);
        assert.equal(requests, []);
        assert.equal(complaints, []);
      }));
});

hostSuite(["chromium"], "using the page in a browser", (test) => {
  test("the filters work by keyboard alone", async () =>
    visit(await pageOf(shop, bothSidecars), desktop, async ({ page, complaints }) => {
      assert.is(await count(page), "4 of 4 shown");
      await tabTo(page, "text");
      await page.keyboard.type("WEB yaml");
      assert.equal(await shown(page), ["web"]);
      assert.is(await count(page), "1 of 4 shown");
      await press(page, "Control+A", "Delete");
      const choices = [
        { field: "namespace", keys: ["ArrowDown", "ArrowDown"], rows: ["web", "cache"] },
        { field: "kind", keys: ["ArrowDown", "ArrowDown"], rows: ["report"] },
        { field: "injected", keys: ["ArrowDown"], rows: ["web", "cache"] },
        { field: "reason", keys: ["t", "h", "e", " ", "p", "o", "d"], rows: ["cache"] },
      ];
      for (const { field, keys, rows } of choices) {
        await tabTo(page, field);
        await press(page, ...keys);
        assert.equal(await shown(page), rows, field);
        await press(page, "Home");
        assert.is(await count(page), "4 of 4 shown");
      }
      assert.equal(complaints, []);
    }));

  test("filters are taken back together, and say so where nothing is left", async () =>
    visit(await pageOf(shop, bothSidecars), desktop, async ({ page }) => {
      await page.locator("#text").fill("nobody");
      assert.is(await count(page), "0 of 4 shown");
      assert.ok(await page.locator("#none").isVisible());
      await tabTo(page, "button");
      await press(page, "Enter");
      await page.locator("#none").waitFor({ state: "hidden" });
      assert.is(await count(page), "4 of 4 shown");
    }));

  test("a workload opens by keyboard, and shows path, levers and diff", async () =>
    visit(await pageOf(shop, bothSidecars), desktop, async ({ page }) => {
      await tabTo(page, "close");
      await tabTo(page, "summary");
      const inside = page.locator("tbody.workload .inside").first();
      assert.not(await inside.isVisible());
      await press(page, "Enter");
      assert.ok(await inside.isVisible());
      const text = (await inside.textContent()) ?? "";
      for (const told of [
        "namespace label istio-injection enabled namespaces.yaml:5",
        "InMesh",
        "It would not be injected with",
        "+++ b/web.yaml @@ ",
      ])
        assert.ok(text.replace(/\s+/g, " ").includes(told), `${told} in ${text}`);
      await press(page, "Tab");
      assert.is(await page.evaluate("document.activeElement.className"), "diff");
      await press(page, "Shift+Tab", "Enter");
      assert.not(await inside.isVisible());
    }));
});

hostSuite(["chromium"], "the page in a browser under other conditions", (test) => {
  test("all that is shown opens and closes at once", async () =>
    visit(await pageOf(shop, bothSidecars), desktop, async ({ page }) => {
      const open = () => page.locator("tbody.workload details[open]").count();
      await page.locator("#text").fill("cache");
      await page.locator("#open").click();
      assert.is(await open(), 1);
      await page.locator("#close").click();
      assert.is(await open(), 0);
    }));

  test("without JavaScript all is there but the filters", async () =>
    visit(await pageOf(shop, bothSidecars), { ...desktop, javaScriptEnabled: false }, async ({ page }) => {
      assert.not(await page.locator("#filters").isVisible());
      assert.ok(await page.locator("noscript").isVisible());
      assert.is((await shown(page)).length, 4);
      await page.locator("tbody.workload summary").first().click();
      assert.ok(await page.locator("pre.diff").first().isVisible());
    }));

  test("on paper there are no filters, and no diff is cut", async () =>
    visit(await pageOf(shop, bothSidecars), { ...desktop, colorScheme: "dark" }, async ({ page }) => {
      await page.locator("tbody.workload summary").first().click();
      await page.emulateMedia({ media: "print" });
      assert.is(await page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)");
      assert.equal(await barriers(page), []);
      assert.not(await page.locator("#filters").isVisible());
      assert.is(await page.evaluate("document.querySelector('.diff').scrollWidth - document.querySelector('.diff').clientWidth"), 0);
      assert.ok((await page.pdf()).length > 10_000);
    }));

  test("hostile texts stay texts", async () =>
    visit("", desktop, async ({ page, show, requests, complaints }) => {
      for (const text of hostile) {
        await show(await pageSaying(text));
        await page.locator("#open").click();
        assert.is(await page.evaluate("typeof window.pwned"), "undefined");
        const read = visible(text);
        assert.is(await page.locator(".name").textContent(), read);
        assert.is(await page.locator(".path .fact").first().textContent(), read);
        assert.is(await page.locator("#namespace option").nth(1).textContent(), read);
        assert.ok((await page.locator("pre.diff").textContent())?.includes(`\n+new ${read}\n`));
        assert.equal([...requests, ...complaints], []);
      }
    }));

  test("a thousand workloads can be filtered", async () => {
    const inputs = Array.from({ length: 1000 }, (_, i) => ({
      file: `${i}.yaml`,
      text: deployment(`app-${i}`, { labels: 'ship: "true"' }),
    }));
    await visit(await pageOf(inputs, shipper), desktop, async ({ page }) => {
      assert.is(await count(page), "1000 of 1000 shown");
      await page.locator("#text").fill("app-77");
      assert.is(await count(page), "11 of 1000 shown");
    });
  });
});
