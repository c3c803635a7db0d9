import { MAX_DEPTH, type SourceFault } from "./source-node.ts";

/**
 * The first fault of a document that is written as JSON: where a comma, colon, quote or bracket is missing or too many, a comment,
 * text that follows. Undefined for other flow YAML, and for other faults. Only for texts that cannot be read.
 */
export function jsonFault(source: string): SourceFault | undefined {
  const begin = BEGIN.exec(source)?.[0].length;
  if (begin === undefined) return undefined;
  const reading: Reading = { open: [], before: "start", end: begin };
  for (const { 0: token, index } of source.slice(begin).matchAll(TOKEN)) {
    const offset = begin + index;
    const fault = faultAt(token, offset, reading);
    if (fault) return fault === "other" ? undefined : { ...fault, language: "JSON" };
    reading.end = offset + token.length;
  }
  const unclosed = reading.open.at(-1);
  return unclosed && { offset: unclosed.offset, ...unclosedText(unclosed.begin), language: "JSON" };
}

/** Comments and the marker above the text, which YAML takes. */
const BEGIN = /^(?:\s|#.*\n|---(?=\s))*(?=[{[]|\/[/*])/;
const TOKEN = /"(?:[^"\\\n]|\\.)*"|[{}[\],:"]|[^\s"{}[\],:]+/g;
const LITERAL = /^(?:true|false|null|-?\d[-+.\deE]*)$/;
const CLOSING = { "{": "}", "[": "]" } as const;

interface Reading {
  /** What is not closed yet, outermost first. */
  readonly open: { readonly begin: "{" | "["; readonly offset: number }[];
  /** What the last token was: "start" for none, a comma, or an opening bracket. */
  before: "start" | "key" | "colon" | "value";
  /** Where the last token ends. */
  end: number;
}

type Found = Pick<SourceFault, "offset" | "message" | "fix"> | "other" | undefined;

/** The fault of a token after what was read; "other" if this is not JSON. */
function faultAt(token: string, offset: number, reading: Reading): Found {
  const { open, before } = reading;
  if (/^\/[/*]/.test(token)) return { offset, message: "JSON has no comments", fix: "remove the comment" };
  if (open.length === 0 && before === "value") return trailing(token, offset);
  if (token === '"') return { offset, message: 'the " is not closed on its line', fix: 'close it with "' };
  if (token === "}" || token === "]") return close(token, reading);
  if (token === "," || token === ":") {
    reading.before = token === "," ? "start" : "colon";
    return undefined;
  }
  return begin(token, offset, reading);
}

function trailing(token: string, offset: number): Found {
  if (token === "}" || token === "]")
    return { offset, message: `this ${token} closes nothing`, fix: `remove it, or write the ${token === "}" ? "{" : "["} that it closes` };
  if (token === "{" || token === "[")
    return { offset, message: "a second JSON document follows the first", fix: "write --- on a line of its own between them" };
  if (token === ",")
    return { offset, message: "a comma follows the JSON document", fix: "remove it; write --- on a line of its own between documents" };
  return { offset, message: "text follows the JSON document, which Kubernetes' readers ignore", fix: "remove the text" };
}

function close(token: string, reading: Reading): Found {
  const last = reading.open.pop();
  if (!last) return "other";
  const expected = CLOSING[last.begin];
  reading.before = "value";
  return token === expected ? undefined : { offset: last.offset, ...unclosedText(last.begin) };
}

/** Where a key or value begins. */
function begin(token: string, offset: number, reading: Reading): Found {
  const { open, before, end } = reading;
  const isBracket = token === "{" || token === "[";
  if (!isBracket && !token.startsWith('"') && !LITERAL.test(token)) return "other";
  if (open.length >= MAX_DEPTH) return "other";
  if (before === "value") return { offset: end, message: "a comma is missing", fix: "write , here" };
  if (before === "key") return { offset: end, message: "a colon is missing after the key", fix: "write : here" };
  reading.before = isBracket ? "start" : before === "start" && open.at(-1)?.begin === "{" ? "key" : "value";
  if (isBracket) open.push({ begin: token, offset });
  return undefined;
}

function unclosedText(begin: "{" | "["): { message: string; fix: string } {
  return { message: `the ${begin} is not closed`, fix: `close it with ${CLOSING[begin]}` };
}
