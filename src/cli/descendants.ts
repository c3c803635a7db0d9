import { readdirSync, readFileSync } from "node:fs";

/** The processes that a process has started, and their descendants. Without /proc, none are found. */
export function descendants(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const id of processIds()) {
    const parent = parentOf(id);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const found: number[] = [];
  for (let next: readonly number[] = [pid]; next.length > 0; ) {
    next = next.flatMap((id) => children.get(id) ?? []);
    found.push(...next);
  }
  return found;
}

function processIds(): readonly number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** The state and the parent follow the name in parentheses, which may contain anything. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(stat.slice(stat.lastIndexOf(")") + 1).split(" ")[2]);
  } catch {
    return undefined;
  }
}
