/** The file in a directory that names what is left alone there, and below. */
export const IGNORE_FILE = ".podgraftignore";

/** What belongs to kustomize or kpt themselves and is no resource. */
const CONTROL_FILES: ReadonlySet<string> = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization", "Kptfile"]);

/** Whether a path below the directory of an ignore file, with `/` between its parts, is left alone. */
export type Ignores = (path: string, isDirectory: boolean) => boolean;

export function isControlFile(name: string): boolean {
  return CONTROL_FILES.has(name);
}

/**
 * The lines of an ignore file as in `.gitignore`: `#` begins a comment, `!` takes back, `/` at the end wants a
 * directory; a pattern with another `/` counts from the file's directory, one without in every directory below. `*`
 * and `?` stand for anything but `/`, `**` for any number of directories.
 */
export function parseIgnoreFile(text: string): Ignores {
  const rules = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(parseRule);
  return (path, isDirectory) =>
    rules.reduce(
      (ignored, { negated, directoriesOnly, matches }) => ((!directoriesOnly || isDirectory) && matches(path) ? !negated : ignored),
      false,
    );
}

function parseRule(line: string) {
  const negated = line.startsWith("!");
  const bare = negated ? line.slice(1) : line;
  const directoriesOnly = bare.endsWith("/");
  const pattern = directoriesOnly ? bare.slice(0, -1) : bare;
  const anchored = pattern.includes("/");
  const steps = (pattern.startsWith("/") ? pattern.slice(1) : pattern).split("/");
  const matches = (path: string) => {
    const parts = path.split("/");
    return anchored ? matchSteps(steps, parts) : matchName(pattern, parts.at(-1) as string);
  };
  return { negated, directoriesOnly, matches };
}

function matchSteps(steps: readonly string[], parts: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return parts.length === 0;
  if (step === "**") return parts.some((_, i) => matchSteps(rest, parts.slice(i))) || rest.length === 0;
  return parts.length > 0 && matchName(step, parts[0] as string) && matchSteps(rest, parts.slice(1));
}

/** Wildcards in one name. The last `*` is the only one that is ever gone back to, so the time is at most the lengths' product. */
function matchName(pattern: string, name: string): boolean {
  let p = 0;
  let star = -1;
  let retry = 0;
  for (let n = 0; n < name.length; ) {
    if (pattern[p] === "*") {
      star = p++;
      retry = n;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star !== -1) {
      p = star + 1;
      n = ++retry;
    } else return false;
  }
  return [...pattern.slice(p)].every((left) => left === "*");
}
