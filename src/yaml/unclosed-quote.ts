import type { SourceFault } from "./source-node.ts";

/**
 * The fault of a quoted scalar that ends with no quote, or with its line in one that does not close it: `"a\"`, `'a''`. The
 * library `yaml` takes these for closed where the next line is not deep enough to go on.
 */
export function unclosedQuote(text: string, { start, end }: { readonly start: number; readonly end: number }): readonly SourceFault[] {
  const mark = text[start];
  if (mark !== '"' && mark !== "'") return [];
  const content = text.slice(start + 1, end - 1);
  const isEven = mark === '"' ? trailing(content, "\\") % 2 === 0 : trailing(content, "'") % 2 === 0;
  const isClosed = end - start > 1 && text[end - 1] === mark && isEven;
  return isClosed ? [] : [{ offset: start, message: `the ${mark} has no end`, fix: `write ${mark} where it ends` }];
}

function trailing(content: string, mark: string): number {
  let count = 0;
  while (content[content.length - 1 - count] === mark) count++;
  return count;
}
