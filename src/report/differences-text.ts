import type { Difference, MeantChange } from "../app/diff/differences.ts";
import { meanings } from "../app/diff/meaning.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import { formatQuantity, type Quantity } from "../kube/quantity.ts";
import { isList, isMap, type Value } from "../value/value.ts";
import { variantCounts } from "./graft-counts.ts";
import { placeText } from "./summary.ts";

/** Each workload with what changes in it, by meaning. */
export function differencesText(differences: readonly Difference[]): string {
  return differences.map(differenceText).join("");
}

function differenceText(difference: Difference): string {
  const { resource, location, changes } = difference;
  const lines = weightiestFirst(changes).map((change) => `  ${change.meaning.padEnd(WIDTH)} ${visibleLine(changeText(change))}\n`);
  const place = placeText({ code: "Grafted", severity: "info", message: "", resource, location });
  return `${visibleLine(place)}: ${fateText(difference)}\n${lines.join("")}`;
}

/** What happens to the workload's pods. */
export function fateText({ restarts, recreates }: Difference): string {
  return recreates ? "has to be deleted and recreated" : restarts ? "restarts" : "keeps running";
}

export function weightiestFirst(changes: readonly MeantChange[]): readonly MeantChange[] {
  return [...changes].sort((a, b) => meanings.indexOf(a.meaning) - meanings.indexOf(b.meaning));
}

/** Of the names in a summary. */
const NAMES = "workloads to be recreated".length;
const WIDTH = Math.max(...meanings.map((meaning) => meaning.length));

export function changeText({ op, path, before, after }: MeantChange): string {
  if (op === "order") return `${path}: in another order`;
  if (op === "add") return `${path}: + ${short(after)}`;
  return op === "remove" ? `${path}: - ${short(before)}` : `${path}: ${short(before)} -> ${short(after)}`;
}

const LONGEST = 80;

/** A scalar, the image of a container, or the kind of the value. */
function short(value: Value | undefined): string {
  if (isMap(value)) return typeof value.image === "string" ? value.image : `{${Object.keys(value).join(", ")}}`.slice(0, LONGEST);
  return isList(value) ? `${value.length} items` : String(value).slice(0, LONGEST);
}

/** The total of all differences. */
export function differencesSummary(differences: readonly Difference[], diagnostics: readonly Diagnostic[]): string {
  const sum = (name: "containers" | "volumes" | "cpu" | "memory") => differences.reduce((all, { sums }) => all + sums[name], 0);
  const restarting = differences.filter(({ restarts, recreates }) => restarts && !recreates).length;
  return `workloads that change      ${differences.length}
workloads that restart     ${restarting}
workloads to be recreated  ${differences.filter(({ recreates }) => recreates).length}
containers                 ${signed(sum("containers"))}
volumes                    ${signed(sum("volumes"))}
CPU requests, all replicas     ${amount({ unscaled: BigInt(sum("cpu")), exponent: -3, format: "DecimalSI" })}
memory requests, all replicas  ${amount({ unscaled: BigInt(sum("memory")), exponent: 0, format: "BinarySI" })}
${[...variantCounts(diagnostics)].map(([name, count]) => `${`workloads with ${name}`.padEnd(NAMES)}  ${count}\n`).join("")}`;
}

function amount(quantity: Quantity): string {
  return signed(formatQuantity(quantity));
}

function signed(count: number | string): string {
  return String(count).startsWith("-") ? String(count) : `+${count}`;
}
