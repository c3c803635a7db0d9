const CONTROL_PICTURES = 0x2400;
const PLAIN = /^[ -~\n\t]*$/;

/** A text with pictures in the place of control characters, which a terminal obeys and HTML forbids; line breaks and tabs stay. */
export function visible(text: string): string {
  // The classes of Unicode take their time to compile.
  if (PLAIN.test(text)) return text;
  return text.replace(/[^\P{Cc}\n\t]/gu, (character) => picture(character.charCodeAt(0)));
}

function picture(code: number): string {
  if (code === 0x7f) return "\u2421";
  return code < 0x20 ? String.fromCharCode(CONTROL_PICTURES + code) : "\ufffd";
}
