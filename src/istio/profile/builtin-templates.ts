import { newMap, sharing, type Value, type ValueMap } from "../../value/value.ts";
import type { BuiltinTemplate } from "../annotations/row.ts";
import { annotationRow } from "../annotations/table.ts";
import { decodePatch } from "../decode-patch.ts";
import type { PodContext } from "../pod-context.ts";
import type { Template } from "../select-templates.ts";
import { annotationFaults } from "./annotation-faults.ts";
import { renderGateway } from "./gateway.ts";
import { renderGrpcAgent } from "./grpc-agent.ts";
import { renderGrpcSimple } from "./grpc-simple.ts";
import { renderSidecar } from "./sidecar.ts";

/** The templates of the built-in profile, by the names that `inject.istio.io/templates` takes. */
export const builtinTemplates: ReadonlyMap<string, Template> = new Map(
  Object.entries({
    sidecar: renderSidecar,
    gateway: renderGateway,
    "grpc-simple": renderGrpcSimple,
    "grpc-agent": renderGrpcAgent,
  }).map(([name, render]) => [name, template(name as BuiltinTemplate, render)]),
);

function template(name: BuiltinTemplate, render: (context: PodContext) => ValueMap): Template {
  return { name, render: rendering(name, render), reads: (annotation) => annotationRow(annotation)?.readBy.includes(name) === true };
}

/** In the engine's own form, sharing with what was rendered for the pod before. */
function rendering(name: string, render: (context: PodContext) => ValueMap): Template["render"] {
  let last: Value = null;
  return (context) => {
    const diagnostics = annotationFaults(context, name);
    if (diagnostics.length > 0) return { patch: newMap(), diagnostics };
    last = sharing(last, render(context));
    return decodePatch(last as ValueMap, { template: name, pod: context.pod, original: context.original });
  };
}
