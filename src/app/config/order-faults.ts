import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import type { Spec } from "./config-schema.ts";

/** The names of everything that a configuration grafts, the sidecars first. */
export function graftNames({ istio, sidecars = [], dialects = {} }: Spec): readonly string[] {
  const named = Object.keys(dialects).filter((name) => dialects[name] !== undefined);
  return [...sidecars.map(({ name }) => name), ...named, ...(istio ? ["istio"] : [])];
}

/** The faults in the order of grafting. */
export function orderFaults(spec: Spec): readonly Diagnostic[] {
  return [...sideFaults(spec), ...listFaults(spec)];
}

/** The faults of `grafts`, which must name everything once. */
function listFaults(spec: Spec): readonly Diagnostic[] {
  const { grafts, sidecars = [] } = spec;
  if (!grafts) return [];
  const names = graftNames(spec);
  const missing = names.filter((name) => !grafts.includes(name));
  const unknown = grafts.filter((name) => !names.includes(name));
  const meantBy = (name: string) => (unknown.length === 1 && missing.length === 1 ? missing[0] : nearest(name, missing));
  const told = (path: string, message: string, fix: string) => diagnostic("InvalidConfiguration", { message, fix, field: { path } });
  return [
    ...grafts.flatMap((name, i) => {
      const path = `spec.grafts[${i}]`;
      if (grafts.indexOf(name) !== i)
        return told(path, `Cannot graft ${name} twice: ${path} repeats it; expected each name once`, "remove one of the two");
      if (names.includes(name)) return [];
      const meant = meantBy(name) ?? nearest(name, names);
      const fix = meant === undefined ? "remove it, or configure what it names" : `write ${meant}`;
      return told(
        path,
        `Cannot graft ${name}: the configuration has nothing with that name; expected ${missing.length > 0 ? missing.join(", ") : "no more names"}`,
        fix,
      );
    }),
    ...missing.flatMap((name) =>
      unknown.some((other) => meantBy(other) === name)
        ? []
        : told(
            "spec.grafts",
            `Cannot tell when to graft ${name}: spec.grafts does not name it; expected everything that is configured`,
            `add ${name}`,
          ),
    ),
    ...sidecars.flatMap(({ name, after }, i) =>
      after === undefined
        ? []
        : told(
            `spec.sidecars[${i}].after`,
            `Cannot order ${name} by after: spec.grafts says the order; expected one of the two`,
            "remove after",
          ),
    ),
  ];
}

/** Impossible places in the order: next to an absent Istio, or on both sides of it. */
function sideFaults({ istio, sidecars = [] }: Spec): readonly Diagnostic[] {
  return sidecars.flatMap(({ name, after, before }, i) => {
    const side = after === undefined ? "before" : "after";
    const told = (message: string, fix: string) =>
      diagnostic("InvalidConfiguration", { message, fix, field: { path: `spec.sidecars[${i}].${side}`, current: "istio" } });
    if (after === undefined && before === undefined) return [];
    if (!istio)
      return told(
        `Cannot graft ${name} ${side} Istio's sidecar: spec.istio is absent; expected it, or a sidecar that comes ${side} nothing`,
        `remove spec.sidecars[${i}].${side}, or write istio: {}`,
      );
    if (after === undefined || before === undefined) return [];
    return told(`Cannot graft ${name} both before and after Istio's sidecar; expected one of the two`, "remove before or after");
  });
}
