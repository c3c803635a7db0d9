import type { Path } from "../change/changes.ts";

/** A keyed path as people and KRM results write it: `spec.template.spec.containers[web].image`; odd keys in brackets. */
export function readablePath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step !== "string") return `${text}[${step.item}]`;
    if (!/^[A-Za-z0-9_-]+$/.test(step)) return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** Whether a readable path leads to the same place as another one, or below it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
