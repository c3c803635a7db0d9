/** The parts of a URL's query that kustomize itself reads; they are not secrets. */
const SHOWN = new Set(["ref", "version", "timeout", "submodules"]);

/**
 * A text without the credentials in its URLs (user, password, query), such as a program's message about a repository
 * that it could not reach.
 */
export function redacted(text: string): string {
  return text.replace(/:\/\/[^\s'"`]+/g, (url) => url.replace(/:\/\/[^/]*@/g, "://***@").replace(/([?&])([^?&=]*)=[^&]*/g, hidden));
}

function hidden(part: string, mark: string, name: string): string {
  return SHOWN.has(name) ? part : `${mark}${name}=***`;
}
