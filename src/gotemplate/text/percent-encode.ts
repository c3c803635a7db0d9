import { encode } from "./bytes.ts";

/** Every byte that is not of the `plain` set as `%XX`. */
export function percentEncode(text: string, plain: RegExp): string {
  let escaped = "";
  for (const byte of encode(text)) {
    const char = String.fromCharCode(byte);
    escaped += byte < 0x80 && plain.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return escaped;
}
