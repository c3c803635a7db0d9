/** What kustomize itself reads of a URL's query: no secrets. */
const SHOWN = new Set(["ref", "version", "timeout", "submodules"]);

/**
 * A text without the credentials in its URLs, the user with the password and what is in the query: what a program
 * says of a repository that it could not reach.
 */
export function redacted(text: string): string {
  return text.replace(/:\/\/[^\s'"`]+/g, (url) => url.replace(/:\/\/[^/]*@/g, "://***@").replace(/([?&])([^?&=]*)=[^&]*/g, hidden));
}

function hidden(part: string, mark: string, name: string): string {
  return SHOWN.has(name) ? part : `${mark}${name}=***`;
}
