import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Config } from "../config/config.ts";

/**
 * If a pod lacks a name in a sidecar's `appContainerNames`, that is reported for each pod. If every pod of the sidecar
 * lacks it, it is reported here once, with its place in the configuration.
 */
export function absentContainersTold(diagnostics: readonly Diagnostic[], { spec, located }: Config): readonly Diagnostic[] {
  const places = (spec.sidecars ?? []).map(({ name }, i) => ({ name, place: `spec.sidecars[${i}].appContainerNames[` }));
  const sidecarOf = ({ code, field }: Diagnostic) =>
    code === "ContainerNotFound" ? places.find(({ place }) => field?.path.startsWith(place))?.name : undefined;
  const told = diagnostics.filter((each) => sidecarOf(each) !== undefined);
  if (told.length === 0) return diagnostics;
  const podsWith = (sidecar: string) => diagnostics.filter(({ code, graft }) => code === "Grafted" && graft?.name === sidecar).length;
  const byPath = new Map<string | undefined, [Diagnostic, ...Diagnostic[]]>();
  for (const each of told) {
    const same = byPath.get(each.field?.path);
    if (same) same.push(each);
    else byPath.set(each.field?.path, [each]);
  }
  const once = [...byPath.values()].flatMap((same) => {
    if (same.length < podsWith(sidecarOf(same[0]) as string)) return [];
    const { resource, location, ...rest } = same.find(({ fix }) => fix?.startsWith("write ")) ?? same[0];
    return [located(rest)];
  });
  return [...once, ...diagnostics.filter((each) => sidecarOf(each) === undefined)];
}
