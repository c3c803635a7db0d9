import { re2jsEngine } from "../gotemplate/regexp-re2js.ts";

/** The engine for templates' regular expressions, loaded when one needs it. */
export const regexp = re2jsEngine;
