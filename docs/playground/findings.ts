import type { Diagnostic } from "../../src/index.ts";
import { resourceText } from "../../src/report/summary.ts";
import type { Answer } from "./answer.ts";
import { element } from "./element.ts";
import { type GoTo, placeButton } from "./place.ts";

/** Errors, warnings and notes, each once with the workloads that it speaks of. */
export function findingList(groups: Answer["findings"], goTo: GoTo): Node {
  if (groups.length === 0) return element("p", { class: "muted" }, "No errors and no warnings.");
  return element(
    "ul",
    { class: "findings" },
    groups.map((group) => finding(group, goTo)),
  );
}

function finding(group: readonly Diagnostic[], goTo: GoTo): Node {
  const { severity, code, message, excerpt = [], fix, originLocation } = group[0] as Diagnostic;
  return element(
    "li",
    { class: `finding ${severity}` },
    element("p", {}, element("strong", { class: "severity" }, severity), " ", element("code", {}, code)),
    element("p", {}, message),
    excerpt.length === 0
      ? undefined
      : element("pre", { class: "excerpt", tabindex: "0", role: "region", "aria-label": "Lines" }, excerpt.join("\n")),
    element(
      "p",
      { class: "places" },
      originLocation && placeButton(originLocation, goTo),
      group.map((one) => who(one, goTo)),
    ),
    fix === undefined ? undefined : element("p", {}, element("span", { class: "fix" }, "fix"), " ", fix),
  );
}

function who({ resource, location }: Diagnostic, goTo: GoTo): Node {
  return element("span", {}, resource && element("bdi", {}, resourceText(resource)), " ", location && placeButton(location, goTo));
}
