import { isLoneByte } from "../text/bytes.ts";
import { percentEncode } from "../text/percent-encode.ts";
import { isPrint } from "../text/unicode.ts";

const html: Readonly<Record<string, string>> = { "\0": "\ufffd", '"': "&#34;", "'": "&#39;", "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const js: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "=": "\\u003D",
};

export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (char) => html[char]!);
}

/** For the inside of a JavaScript string. */
export function escapeJs(text: string): string {
  return text.replace(/[\\'"<>&=\p{Cc}]|\P{ASCII}/gu, (char) => {
    const code = char.codePointAt(0)!;
    if (code === 0x7f) return char;
    if (code >= 0x80) return isPrint(code) || isLoneByte(code) ? char : `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
    return js[char] ?? `\\u00${code.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

/** For a URL's query: everything but letters, digits and `-_.~` is escaped, a space is `+`. */
export function escapeQuery(text: string): string {
  return percentEncode(text, /[A-Za-z0-9\-_.~]/).replaceAll("%20", "+");
}
