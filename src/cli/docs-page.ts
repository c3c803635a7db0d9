import manifest from "../../package.json" with { type: "json" };

interface Manifest {
  readonly version: string;
  readonly homepage?: string;
}

/**
 * The address of docs/WHY.md: the given one, or else the one at the version's tag below the `homepage` of package.json,
 * as GitHub and similar hosts serve it. Undefined if neither is known.
 */
export function docsPage(given: string | undefined, { homepage, version }: Manifest = manifest): string | undefined {
  if (given !== undefined || homepage === undefined) return given;
  return `${homepage.replace(/#.*/, "").replace(/\/$/, "")}/blob/v${version}/docs/WHY.md`;
}

/** The fault of a given address. Links in SARIF are absolute, and each gets its code as the fragment. */
export function docsUrlProblem(given: string | undefined, report: string): string | undefined {
  if (given === undefined) return undefined;
  if (report !== "sarif") return "--docs-url is for --report sarif; the other reports have no links";
  const isPage = URL.canParse(given) && /^https:\/\/[^\s#]+$/i.test(given);
  return isPage ? undefined : `--docs-url is ${JSON.stringify(given)}; expected where docs/WHY.md is served: https://... without #`;
}
