import { explainTexts } from "../../../src/app/explain/explain.ts";
import type { Explanation } from "../../../src/app/explain/explanation.ts";
import type { NamedText } from "../../../src/app/named-text.ts";
import { type ExplainPage, explainHtml } from "../../../src/report/html/explain-html.chunk.ts";
import { deployment, istioSidecar, namespace } from "../../cli/manifests.ts";

/** The page of some inputs, as the command makes it. */
export async function pageOf(inputs: readonly NamedText[], config: string, more: Partial<ExplainPage> = {}): Promise<string> {
  const { explanations, diagnostics, changes } = await explainTexts({ inputs, config: { file: "config.yaml", text: config } });
  const told = diagnostics.filter(({ code }) => code !== "Grafted" && code !== "NotGrafted");
  return explainHtml({ explanations, diagnostics: told, changes: changes(), supposed: {}, version: "1", ...more });
}

const sidecars = `  sidecars:
  - name: shipper
    optIn: ship
    namespaceSelector:
      matchLabels: {logging: enabled}
    template:
      spec:
        containers:
        - {name: shipper, image: "fluent-bit:3"}
`;

export const bothSidecars = `${istioSidecar}${sidecars}`;

export const shipper = bothSidecars.replace(/^ {2}istio: .*\n/m, "");

export const shop: readonly NamedText[] = [
  { file: "namespaces.yaml", text: `${namespace("shop", "logging: enabled, istio-injection: enabled")}---\n${namespace("tools", "a: b")}` },
  { file: "web.yaml", text: deployment("web") },
  { file: "cache.yaml", text: deployment("cache", { labels: 'ship: "false", sidecar.istio.io/inject: "no"' }) },
  { file: "report.yaml", text: deployment("report", { namespace: "tools" }).replace("Deployment", "StatefulSet") },
  { file: "lost.yaml", text: deployment("lost", { namespace: "nowhere" }) },
];

/** A page in which each text that comes from the input is `text`; its structure may not depend on what that is. */
export function pageSaying(text: string): Promise<string> {
  const location = { file: text, line: 1 };
  const resource = { apiVersion: text, kind: text, name: text, namespace: text };
  const source = { file: text };
  const decisions: Explanation["decisions"] = [true, false].map((inject) => ({
    graft: inject ? text : `other ${text}`,
    inject,
    code: "Selected",
    reason: text,
    evidence: [{ fact: text, found: text, source }],
    wouldChange: [text],
  }));
  const explanation: Explanation = { resource, location, namespace: text, podTemplate: text, decisions };
  const finding = { code: "UnpinnedVersion", message: text, fix: text, resource, location } as const;
  return explainHtml({
    explanations: [explanation, { ...explanation, podTemplate: `${text}[1]` }],
    diagnostics: [
      { ...finding, severity: "warning" },
      { ...finding, severity: "error" },
    ],
    changes: [
      {
        file: text,
        before: `kept ${text}\nold ${text}\n`,
        after: `kept ${text}\nnew ${text}\n${text.padEnd(300, "x")}\n`,
        extents: [{ resource, from: 0, to: 2 }],
      },
    ],
    supposed: { podLabels: { [text]: text }, namespaceLabels: { [text]: text } },
    version: text,
  });
}

/** What would be markup, a script, a style or an entity if it were not escaped. */
export const hostile = [
  "<script>window.pwned = 1</script>",
  '"><img src=x onerror="window.pwned = 1">',
  "' onmouseover='window.pwned = 1",
  "</style><script>window.pwned = 1</script>",
  "</script><script>window.pwned = 1</script>",
  "</code></pre></td></table><h1>",
  "<!-- ",
  "]]>",
  "<bdi>&lt;&amp;&#0;",
  "\u202ereversed\u0000\u0007\u001b[31m",
  "javascript:window.pwned=1",
  "$& $1 ${1} `",
  "line\u2028break",
] as const;
