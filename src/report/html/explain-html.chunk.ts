import type { Explanation, Supposed } from "../../app/explain/explanation.ts";
import type { InputChange } from "../../app/explain/input-changes.ts";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { type Html, html, trusted } from "./markup.ts";
import { overview } from "./overview.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import { workloadEntries } from "./workload-entries.ts";
import { filterForm, filterKeys } from "./workload-filters.ts";
import { workloadTable } from "./workload-table.ts";

export interface ExplainPage {
  readonly explanations: readonly Explanation[];
  /** Everything that was reported except the decisions themselves. */
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly InputChange[];
  readonly supposed: Supposed;
  /** Of podgraft. */
  readonly version: string;
}

/**
 * The decisions as one file that loads nothing: a summary, a table of the workloads, and for each workload the facts in
 * order, what would reverse the decision, and the diff. Without JavaScript, only the filters are missing.
 */
export async function explainHtml({ explanations, diagnostics, changes, supposed, version }: ExplainPage): Promise<string> {
  const entries = workloadEntries(explanations, { findings: diagnostics, changes });
  const injected = entries.filter(({ isInjected }) => isInjected).length;
  const keys = filterKeys(entries);
  const body = html`<a class="skip" href="#workloads">Skip to the workloads</a>
<header class="top"><div class="wrap">
<p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 22v-9M12 13c0-5-3.5-7.5-8.5-7.5C3.5 10.5 6.5 13 12 13ZM12 10.5c0-4 3-7 8.5-7 0 4.5-3 7-8.5 7Z"/></svg>podgraft</p>
<h1>What is injected, and why</h1>
${supposition(supposed)}
</div></header>
<main class="wrap">
${overview(entries, diagnostics)}
<section aria-labelledby="workloads"><h2 id="workloads" tabindex="-1">Workloads</h2>
${filterForm(keys)}
${workloadTable(entries, keys)}
</section>
</main>
<footer class="wrap"><p>Written by <code>podgraft explain --format html</code>, version ${version}. This file loads nothing from anywhere.</p></footer>`;
  return page(body, { title: `podgraft: ${injected} of ${entries.length} workloads injected` });
}

function supposition({ podLabels = {}, namespaceLabels = {} }: Supposed): Html | undefined {
  const text = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const told = [
    ...text(podLabels).map((label) => html`<li>every pod template had the label <code>${label}</code></li>`),
    ...text(namespaceLabels).map((label) => html`<li>every namespace had the label <code>${label}</code></li>`),
  ];
  return told.length === 0 ? undefined : html`<div class="supposed"><p>This is what would be decided if</p><ul>${told}</ul></div>`;
}

/** Scripts and styles work only if their digest is in the policy: markup that got in by mistake could do nothing. */
async function page(body: Html, { title }: { title: string }): Promise<string> {
  const [style, script] = await Promise.all([digestOf(pageStyle), digestOf(pageScript)]);
  const policy = `default-src 'none'; style-src 'sha256-${style}'; script-src 'sha256-${script}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
${body}
<script>${trusted(pageScript)}</script>
</body>
</html>
`.markup;
}

async function digestOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...bytes));
}
