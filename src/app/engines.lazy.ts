import type * as eager from "./engines.ts";

declare const require: (path: string) => never;

export const readYaml: typeof eager.readYaml = (text, range) =>
  (require("../yaml/read-yaml.chunk.ts") as { readYaml: typeof eager.readYaml }).readYaml(text, range);
export const regexp: typeof eager.regexp = { compile: (pattern) => (require("./regexp.chunk.ts") as typeof eager).regexp.compile(pattern) };
export const istioGrafts: typeof eager.istioGrafts = (...args) => (require("./istio-grafts.chunk.ts") as typeof eager).istioGrafts(...args);
export const templateEngine: typeof eager.templateEngine = (...args) =>
  (require("./templates.chunk.ts") as typeof eager).templateEngine(...args);
const dialects = () => require("./dialects.chunk.ts") as typeof import("./dialects.chunk.ts");
export const dialectGrafts: typeof eager.dialectGrafts = (...args) => dialects().dialectGrafts(...args);
export const dialectGuards: typeof eager.dialectGuards = (...args) => dialects().dialectGuards(...args);
export const dialectSettings: typeof eager.dialectSettings = () => dialects().dialectSettings();
export const dialectFields: typeof eager.dialectFields = () => dialects().dialectFields();
export const dialectUninjectors: typeof eager.dialectUninjectors = () => dialects().dialectUninjectors();
