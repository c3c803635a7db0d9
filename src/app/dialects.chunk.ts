export { dialectGrafts } from "../dialects/dialect-grafts.ts";
export { dialectFields, dialectSettings } from "../dialects/settings.ts";
