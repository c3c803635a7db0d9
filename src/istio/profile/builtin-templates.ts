import { sharing, type Value, type ValueMap } from "../../value/value.ts";
import type { Template } from "../select-templates.ts";
import { renderGateway } from "./gateway.ts";
import { renderGrpcAgent } from "./grpc-agent.ts";
import { renderGrpcSimple } from "./grpc-simple.ts";
import type { RenderContext } from "./render-context.ts";
import { renderSidecar } from "./sidecar.ts";

/** The templates of the built-in profile, by the names that `inject.istio.io/templates` takes. */
export const builtinTemplates: ReadonlyMap<string, Template> = new Map(
  Object.entries({
    sidecar: renderSidecar,
    gateway: renderGateway,
    "grpc-simple": renderGrpcSimple,
    "grpc-agent": renderGrpcAgent,
  }).map(([name, render]) => [name, rendering(render)]),
);

/** In the engine's own form, sharing with what was rendered for the pod before. */
function rendering(render: (context: RenderContext) => ValueMap): Template {
  let last: Value = null;
  return (context) => {
    last = sharing(last, render(context));
    return { patch: last, diagnostics: [] };
  };
}
