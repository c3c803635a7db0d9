import type { Explanation } from "../../src/index.ts";
import { graftText } from "../../src/report/graft-counts.ts";
import { resourceText } from "../../src/report/summary.ts";
import { element } from "./element.ts";
import { groupsOf } from "./groups.ts";
import { type GoTo, placeButton } from "./place.ts";

type Decision = Explanation["decisions"][number];

/** For each workload what goes in, and below it, to be opened, why. */
export function decisionList(explanations: readonly Explanation[], goTo: GoTo): readonly Node[] {
  const workloads = groupsOf(explanations, ({ resource }) => resource);
  if (workloads.length === 0) return [element("p", { class: "muted" }, "No workload was found in the manifests.")];
  return workloads.map(([, own]) => workload(own, goTo));
}

function workload(explanations: readonly Explanation[], goTo: GoTo): Node {
  const { resource, namespace, location } = explanations[0] as Explanation;
  const decisions = explanations.flatMap((explanation) => explanation.decisions);
  const grafts = groupsOf(decisions, ({ graft }) => graft);
  return element(
    "details",
    { class: "workload", "data-key": resourceText(resource) },
    element(
      "summary",
      {},
      element("bdi", { class: "name" }, resource.name === "" ? "(no name)" : resource.name),
      element("span", { class: "muted kind" }, `${resource.kind}${namespace === undefined ? "" : ` in ${namespace}`}`),
      element(
        "ul",
        { class: "chips" },
        grafts.map(([graft, own]) => chip(graft, own)),
      ),
    ),
    element(
      "div",
      { class: "inside" },
      location && element("p", {}, placeButton(location, goTo)),
      explanations.map((explanation) => template(explanation, explanations.length > 1, goTo)),
    ),
  );
}

function chip(graft: string, decisions: readonly Decision[]): Node {
  const yes = decisions.some(({ inject }) => inject);
  const said = element("span", { class: "unseen" }, yes ? " injected" : " not injected");
  return element("li", { class: `chip ${yes ? "yes" : "no"}` }, mark(yes), element("bdi", {}, graft), said);
}

function mark(yes: boolean): Node {
  return element("span", { class: "mark", "aria-hidden": "true" }, yes ? "✓" : "–");
}

function template({ podTemplate, decisions }: Explanation, isNamed: boolean, goTo: GoTo): readonly Node[] {
  const head = isNamed ? [element("p", {}, "Pod template ", element("code", {}, podTemplate))] : [];
  return [...head, ...decisions.map((decision) => decided(decision, goTo))];
}

function decided(decision: Decision, goTo: GoTo): Node {
  const { graft: name, inject, reason, code, evidence, wouldChange } = decision;
  const word = inject ? "injected" : "not injected";
  const facts = evidence.map(({ fact, found, source }) =>
    element("li", {}, element("bdi", {}, fact), " ", element("code", {}, found), " ", source && placeButton(source, goTo)),
  );
  return element(
    "section",
    { class: "decision" },
    element("h3", {}, element("bdi", {}, graftText({ ...decision, name })), ` is ${word}: `, element("span", { class: "reason" }, reason)),
    element("ol", { class: "path" }, facts, element("li", { class: `end ${inject ? "yes" : "no"}` }, word, " ", element("code", {}, code))),
    wouldChange.length === 0
      ? undefined
      : element(
          "div",
          { class: "turn" },
          element(
            "p",
            {},
            `It would ${inject ? "not be injected" : "be injected"} with${wouldChange.length > 1 ? " any one of these" : ""}`,
          ),
          element(
            "ul",
            {},
            wouldChange.map((lever) => element("li", {}, lever)),
          ),
        ),
  );
}
