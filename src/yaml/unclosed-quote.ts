import type { SourceFault } from "./source-node.ts";

/**
 * The fault of a quoted scalar that ends with its line in a quote that does not close it: `"a\"`, `'a''`. The library `yaml` takes
 * these for closed where the next line is not deep enough to go on.
 */
export function unclosedQuote(text: string, { start, end }: { readonly start: number; readonly end: number }): readonly SourceFault[] {
  const mark = text[start];
  if (mark !== '"' && mark !== "'") return [];
  const content = text.slice(start + 1, end - 1);
  const isClosed = mark === '"' ? trailing(content, "\\") % 2 === 0 : trailing(content, "'") % 2 === 0;
  return isClosed ? [] : [{ offset: start, message: `Missing closing ${mark}quote` }];
}

function trailing(content: string, mark: string): number {
  let count = 0;
  while (content[content.length - 1 - count] === mark) count++;
  return count;
}
