/** A string in a template's action, or the place where one begins. */
const LITERAL = /^\s+[`"]/;

/**
 * The annotations of a pod that a Go template reads: those that it names in quotes, or all of them if it uses the whole
 * map, or the whole metadata, for anything but looking one up.
 */
export function templateReads(text: string): (annotation: string) => boolean {
  let isWhole: boolean | undefined;
  return (annotation) => {
    isWhole ??= takesAll(text);
    if (isWhole || text.includes(`\`${annotation}\``) || text.includes(`"${annotation}"`)) return true;
    return annotation === "sidecar.istio.io/proxyImageType" && /\.Proxy(?:Init)?Image\b/.test(text);
  };
}

/** One of Istio's functions also takes the map, and reads three annotations in it, which others read anyway. */
function takesAll(text: string): boolean {
  const rest = text.replaceAll(/\botelResourceAttributes\b[^}]*/g, "");
  return rest.split(".ObjectMeta").slice(1).some(takesWhole);
}

/** What follows `.ObjectMeta`: a field other than the annotations, or the name of an annotation to look up. */
function takesWhole(after: string): boolean {
  if (/^\.(?!Annotations\b)/.test(after)) return false;
  return !LITERAL.test(after.replace(/^\.Annotations/, ""));
}
