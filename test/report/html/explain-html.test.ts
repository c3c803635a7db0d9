import { createHash } from "node:crypto";
import { html } from "../../../src/report/html/markup.ts";
import { assert, suite, table } from "../../cases.ts";
import { bothSidecars, hostile, pageOf, pageSaying, shop } from "./pages.ts";

/** Tags with the names of their attributes, in order, without what styles and scripts hold, and without the breaks in paths. */
function structure(page: string): readonly string[] {
  const bare = page.replace(/(<(style|script)>)[\s\S]*?(<\/\2>)/g, "$1$3");
  return [...bare.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, '=""')).filter((tag) => tag !== "<wbr>");
}

table("a text of the input in every field", hostile, {
  title: (text) => JSON.stringify(text),
  run: async (text) => {
    const page = await pageSaying(text);
    assert.equal(structure(page), structure(await pageSaying("plain")));
    assert.ok(!/[^\P{Cc}\n\t]/u.test(page), "no control characters");
  },
});

suite("markup", (test) => {
  test("texts are escaped, markup is not, lists are joined, and what is not there is nothing", () => {
    const inner = html`<b title="${`a"b'c`}">${"<&>"}</b>`;
    assert.is(
      html`<p>${inner}${undefined}${[1, "\u001b", "\r", "\u007f", "\u0085", html`<i>`]}</p>`.markup,
      '<p><b title="a&quot;b&#39;c">&lt;&amp;&gt;</b>1\\u001b\\r\\u007f\\u0085<i></p>',
    );
  });
});

suite("the page", (test) => {
  test("allows the style and the script that it holds, and nothing else", async () => {
    const page = await pageOf(shop, bothSidecars);
    const digest = (element: string) => {
      const [, text] = page.match(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`)) ?? [];
      return createHash("sha256")
        .update(text as string)
        .digest("base64");
    };
    const [, policy] = page.match(/Content-Security-Policy" content="([^"]*)"/) ?? [];
    assert.is(
      policy?.replaceAll("&#39;", "'"),
      `default-src 'none'; style-src 'sha256-${digest("style")}'; script-src 'sha256-${digest("script")}'; base-uri 'none'; form-action 'none'`,
    );
  });
  test("names no address and no file to load", async () => {
    const page = await pageOf(shop, bothSidecars);
    assert.not.match(page, / (?:src|srcset|action|style)=|@import|url\(/);
    assert.equal(
      [...page.matchAll(/ href="([^"]*)"/g)].map(([, to]) => to).filter((to) => !to?.startsWith("#")),
      [],
    );
  });
  test("says about each sidecar why, in a workload's line", async () => {
    const page = await pageOf(shop, bothSidecars);
    assert.match(page, "shipper: the selectors match; istio: its namespace or its revision belongs to the mesh</span>");
    assert.match(page, "shipper, istio: the labels of its namespace are not known</span>");
  });
  test("is the same each time", async () => assert.is(await pageOf(shop, bothSidecars), await pageOf(shop, bothSidecars)));
});

suite("the diffs in the page", (test) => {
  test("gives each workload its own lines of the diff", async () => {
    const { file, text } = { file: "all.yaml", text: shop.map((input) => input.text).join("---\n") };
    const one = await pageOf([{ file, text }], bothSidecars);
    const several = await pageOf(shop, bothSidecars);
    const added = (page: string) => [...page.matchAll(/<ins>\+(\d+)<\/ins> <del>-(\d+)<\/del>/g)].map(([, ...counts]) => counts);
    assert.equal(added(one), added(several));
    assert.is(added(one).length, 2);
    assert.match(one, /@@ -\d+,\d+ \+\d+,\d+ @@/);
  });
  for (const kind of ["List", "ResourceList"])
    test(`shows the diff of each item of a ${kind}`, async () => {
      const named = shop.map(({ file, text }) =>
        text.replaceAll("metadata:\n  name", `metadata:\n  annotations: {config.kubernetes.io/path: ${file}}\n  name`),
      );
      const items = named.flatMap((text) => text.split("---\n"));
      const apiVersion = kind === "List" ? "v1" : "config.kubernetes.io/v1";
      const list = `apiVersion: ${apiVersion}\nkind: ${kind}\nitems:\n${items.map((item) => `- ${item.trimEnd().replaceAll("\n", "\n  ")}\n`).join("")}`;
      const page = await pageOf([{ file: "list.yaml", text: list }], bothSidecars);
      assert.is([...page.matchAll(/class="diff"/g)].length, 2);
      assert.match(page, /<ins>\+ +- name: shipper\n/);
      assert.match(page, "--- a/list.yaml\n");
    });
  test("shows lines that end with CRLF as others, and of a byte order mark nothing", async () => {
    const windows = shop.map(({ file, text }) => ({ file, text: `\ufeff${text.replaceAll("\n", "\r\n")}` }));
    assert.is(await pageOf(windows, bothSidecars), await pageOf(shop, bothSidecars));
  });
});

suite("the findings and suppositions in the page", (test) => {
  test("shows the first five of many findings, errors before warnings, and the others on demand", async () => {
    const findings = Array.from(
      { length: 7 },
      (_, i) => ({ code: "UnpinnedVersion", severity: i === 6 ? "error" : "warning", message: `finding ${i}` }) as const,
    );
    const page = await pageOf(shop, bothSidecars, { diagnostics: findings });
    const [before = "", after = ""] = page.split("<summary>2 more</summary>");
    assert.equal(
      [...before.matchAll(/>finding (\d)</g)].map(([, i]) => i),
      ["6", "0", "1", "2", "3"],
    );
    assert.equal(
      [...after.matchAll(/>finding (\d)</g)].map(([, i]) => i),
      ["4", "5"],
    );
  });
  test("shows no diff of what is only supposed, and says what is", async () => {
    const page = await pageOf(shop, bothSidecars, { changes: [], supposed: { podLabels: { ship: "true" } } });
    assert.not.match(page, 'class="diff"');
    assert.match(page, "every pod template had the label <code>ship=true</code>");
  });
});
