import type { Diagnostic } from "../../src/index.ts";
import { locationText } from "../../src/report/summary.ts";
import { element } from "./element.ts";

type Place = NonNullable<Diagnostic["location"]>;

/** Shows a line of the manifests or of the configuration. */
export type GoTo = (place: Place) => void;

/** "manifests.yaml:12"; pressed, it goes there. */
export function placeButton(place: Place, goTo: GoTo): Node | undefined {
  const text = locationText(place);
  if (text === "" || place.line === undefined) return text === "" ? undefined : element("span", { class: "muted" }, text);
  const button = element("button", { type: "button", class: "place" }, text);
  button.addEventListener("click", () => goTo(place));
  return button;
}
