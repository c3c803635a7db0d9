export { dialectGrafts, dialectGuards } from "../dialects/dialect-grafts.ts";
export { dialectFields, dialectSettings } from "../dialects/settings.ts";
export { dialectUninjectors } from "../dialects/uninjectors.ts";
