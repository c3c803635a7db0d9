/** Go's strings.SplitN: an empty separator cuts between characters; `limit` below 0 means no limit, 0 gives nothing. */
export function splitText(text: string, separator: string, limit = -1): string[] {
  if (limit === 0) return [];
  const parts = separator === "" ? [...text] : text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

/** Go's strings.ReplaceAll: an empty `from` is before every character and at the end. */
export function replaceAll(text: string, change: { from: string; to: string }): string {
  if (change.from !== "") return text.split(change.from).join(change.to);
  return change.to + [...text].map((char) => char + change.to).join("");
}

/** The text without the characters at both ends that `isCut` takes. */
export function trimText(text: string, isCut: (char: string) => boolean): string {
  const chars = [...text];
  let from = 0;
  let to = chars.length;
  while (from < to && isCut(chars[from]!)) from++;
  while (to > from && isCut(chars[to - 1]!)) to--;
  return chars.slice(from, to).join("");
}
