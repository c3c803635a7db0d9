import { type Diagnostic, diagnostic } from "../../src/diagnostic/diagnostic.ts";

export const web = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" };

/** A finding of each severity. */
export const error: Diagnostic = diagnostic("PortConflict", {
  message: 'two <containers> listen on "80"',
  resource: web,
  location: { file: "a b/web.yaml", line: 4, column: 2 },
});
export const warning: Diagnostic = diagnostic("UnknownAnnotation", { message: "unknown annotation\u0007", resource: web });
export const info: Diagnostic = diagnostic("DeprecatedAnnotation", { message: "deprecated" });
