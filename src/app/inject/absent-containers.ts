import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Config } from "../config/config.ts";

/**
 * The names of a sidecar's `appContainerNames` that a pod lacks are told of each pod; here they are told once, with their place
 * in the configuration, where every pod into which the sidecar goes lacks them.
 */
export function absentContainersTold(diagnostics: readonly Diagnostic[], { spec, located }: Config): readonly Diagnostic[] {
  const places = (spec.sidecars ?? []).map(({ name }, i) => ({ name, place: `spec.sidecars[${i}].appContainerNames[` }));
  const sidecarOf = ({ code, field }: Diagnostic) =>
    code === "ContainerNotFound" ? places.find(({ place }) => field?.path.startsWith(place))?.name : undefined;
  const told = diagnostics.filter((each) => sidecarOf(each) !== undefined);
  if (told.length === 0) return diagnostics;
  const podsWith = (sidecar: string) => diagnostics.filter(({ code, graft }) => code === "Grafted" && graft?.name === sidecar).length;
  const once = told.flatMap((each) => {
    const same = told.filter(({ field }) => field?.path === each.field?.path);
    if (same[0] !== each || same.length < podsWith(sidecarOf(each) as string)) return [];
    const nearest = same.find(({ fix }) => fix?.startsWith("write ")) ?? each;
    const { resource, location, ...rest } = nearest;
    return [located(rest)];
  });
  return [...once, ...diagnostics.filter((each) => !told.includes(each))];
}
