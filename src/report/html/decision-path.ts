import type { ExplainedDecision } from "../../app/explain/explanation.ts";
import { locationText } from "../summary.ts";
import { type Html, html } from "./markup.ts";

/** The facts in the order in which they were consulted, what they lead to, and what would lead elsewhere. */
export function decisionPath({ evidence, inject, code, wouldChange }: ExplainedDecision): Html {
  const facts = evidence.map(({ fact, found, source }) => {
    const place = source === undefined ? "" : locationText(source);
    return html`<li><span class="fact"><bdi>${fact}</bdi></span> <code>${found}</code>${place === "" ? undefined : html` <span class="place"><bdi>${place}</bdi></span>`}</li>`;
  });
  const end = html`<li class="end ${inject ? "yes" : "no"}">${inject ? "injected" : "not injected"} <code>${code}</code></li>`;
  return html`<ol class="path">${facts}${end}</ol>${
    wouldChange.length === 0
      ? undefined
      : html`<div class="turn"><p>It would ${inject ? "not be injected" : "be injected"} with${wouldChange.length > 1 ? " any one of these" : ""}</p><ul>${wouldChange.map((lever) => html`<li>${lever}</li>`)}</ul></div>`
  }`;
}
