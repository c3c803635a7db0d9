/**
 * Go's strings are bytes, JavaScript's are UTF-16. Text is kept as a JavaScript string; a byte that is not part of valid
 * UTF-8 (left by cutting a character in two) becomes the lone surrogate U+DC00 + byte until the text is {@link settle}d.
 */
const escapeBase = 0xdc00;

/** True where every character is one byte, so that byte offsets are string offsets. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** The code point is a byte that stands alone, as made by {@link decode}. */
export function isLoneByte(code: number): boolean {
  return code >= escapeBase + 0x80 && code <= escapeBase + 0xff;
}

/** The number of bytes of one code point. */
function codeLength(code: number): number {
  if (code < 0x80 || isLoneByte(code)) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

export function byteLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    length += codeLength(code);
    if (code > 0xffff) i++;
  }
  return length;
}

/** The bytes of a text, lone bytes as themselves, other lone surrogates as U+FFFD. */
export function encode(text: string): Uint8Array {
  if (!hasLoneByte(text)) return new TextEncoder().encode(text);
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (isLoneByte(code)) bytes.push(code - escapeBase);
    else bytes.push(...new TextEncoder().encode(char));
  }
  return Uint8Array.from(bytes);
}

/** The text of bytes; each byte that is not valid UTF-8 becomes a lone byte. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeLoosely(bytes);
  }
}

function decodeLoosely(bytes: Uint8Array): string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i]!;
    const width = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    const char = width > 0 ? tryDecode(strict, bytes.subarray(i, i + width)) : undefined;
    text += char ?? String.fromCharCode(escapeBase + lead);
    i += char === undefined ? 1 : width;
  }
  return text;
}

function tryDecode(strict: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Go's `s[start:end]`; the offsets are bytes, within the text. */
export function sliceBytes(text: string, start: number, end: number): string {
  return isAscii(text) ? text.slice(start, end) : decode(encode(text).subarray(start, end));
}

export function byteAt(text: string, index: number): number {
  return isAscii(text) ? text.charCodeAt(index) : encode(text)[index]!;
}

function hasLoneByte(text: string): boolean {
  return /[\udc80-\udcff]/u.test(text);
}

/** The text as it leaves the engine: lone bytes that meet to a character form it, each of the others becomes U+FFFD. */
export function settle(text: string): string {
  return hasLoneByte(text) ? decode(encode(text)).replace(/[\udc80-\udcff]/gu, "\ufffd") : text;
}

/** Go's order of strings, by bytes, which is the order of code points. Negative, zero or positive. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Puts the halves of characters beyond U+FFFF above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
