/** A text without the user and password of the URLs in it: what a program says of a repository that it could not reach. */
export function redacted(text: string): string {
  return text.replace(/(:\/\/)[^\s/@]+@/g, "$1***@");
}
