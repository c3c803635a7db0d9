import { html, trusted } from "../../../src/report/html/markup.ts";
import { assert, table } from "../../cases.ts";

const text = `<b class="x">&'</b>`;
const escaped = "&lt;b class=&quot;x&quot;&gt;&amp;&#39;&lt;/b&gt;";

table(
  "markup",
  [
    { name: "a text as content", markup: html`<p>${text}</p>`, want: `<p>${escaped}</p>` },
    { name: "a text in an attribute", markup: html`<p title="${text}"></p>`, want: `<p title="${escaped}"></p>` },
    { name: "a number", markup: html`${0}`, want: "0" },
    { name: "nothing", markup: html`<p>${undefined}</p>`, want: "<p></p>" },
    { name: "markup in markup", markup: html`<p>${html`<b>${text}</b>`}</p>`, want: `<p><b>${escaped}</b></p>` },
    { name: "a list of both", markup: html`${[text, html`<br>`, [undefined, 1]]}`, want: `${escaped}<br>1` },
    { name: "what the project wrote itself", markup: html`<style>${trusted("a > b { }")}</style>`, want: "<style>a > b { }</style>" },
    { name: "a control character", markup: html`${"a\u0000b"}`, want: "a\\u0000b" },
  ],
  { title: ({ name }) => name, run: ({ markup, want }) => assert.is(markup.markup, want) },
);
