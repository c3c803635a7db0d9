/** A string in a template's action, or the place where one begins. */
const LITERAL = /^\s+[`"]/;

/**
 * Which annotations of a pod a Go template reads: those that it names in quotes, and all of them where it takes the whole map, or
 * the whole metadata, for something else than looking one up.
 */
export function templateReads(text: string): (annotation: string) => boolean {
  let isWhole: boolean | undefined;
  return (annotation) => {
    isWhole ??= takesAll(text);
    if (isWhole || text.includes(`\`${annotation}\``) || text.includes(`"${annotation}"`)) return true;
    return annotation === "sidecar.istio.io/proxyImageType" && /\.Proxy(?:Init)?Image\b/.test(text);
  };
}

/** A function of Istio's takes the map too, and reads three annotations in it, which others read anyway. */
function takesAll(text: string): boolean {
  const rest = text.replaceAll(/\botelResourceAttributes\b[^}]*/g, "");
  return rest.split(".ObjectMeta").slice(1).some(takesWhole);
}

/** What follows `.ObjectMeta`: another field than the annotations, or the name of one, to look it up. */
function takesWhole(after: string): boolean {
  if (/^\.(?!Annotations\b)/.test(after)) return false;
  return !LITERAL.test(after.replace(/^\.Annotations/, ""));
}
