import type { Change } from "../../change/changes.ts";
import type { TemplatePath } from "../../graft/replace-at.ts";

/** Whether any of the changes is in a pod template, so that pods are made anew. */
export function touchesTemplates(made: readonly Change[], templates: readonly TemplatePath[]): boolean {
  return made.some(({ path }) => templates.some((template) => isWithin(path, template)));
}

function isWithin(path: Change["path"], template: TemplatePath): boolean {
  return template.every((step, i) => {
    const here = path[i];
    return typeof here === "object" ? here.item === String(step) : here === step;
  });
}
