import { toValue, type ValueMap } from "../../value/value.ts";
import type { TemplateName } from "../names.ts";
import { renderGateway } from "./gateway.ts";
import { renderGrpcAgent } from "./grpc-agent.ts";
import { renderGrpcSimple } from "./grpc-simple.ts";
import type { RenderContext } from "./render-context.ts";
import { renderSidecar } from "./sidecar.ts";

const templates: Readonly<Record<TemplateName, (context: RenderContext) => ValueMap>> = {
  sidecar: renderSidecar,
  gateway: renderGateway,
  "grpc-simple": renderGrpcSimple,
  "grpc-agent": renderGrpcAgent,
};

/**
 * The partial pod (`metadata`, `spec`) that a template of the built-in profile adds, for a strategic merge onto the pod. Null in
 * it takes away what the pod has there.
 */
export function renderProfile(name: TemplateName, context: RenderContext): ValueMap {
  return toValue(templates[name](context)) as ValueMap;
}
