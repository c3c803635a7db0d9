import type { RegexpEngine } from "../gotemplate/regexp.ts";
import type { FullReader } from "../krm/manifest.ts";
import { readYaml as read } from "../yaml/read-yaml.chunk.ts";
import * as dialects from "./dialects.chunk.ts";
import * as istio from "./istio-grafts.chunk.ts";
import { regexp as re2 } from "./regexp.chunk.ts";
import * as templates from "./templates.chunk.ts";

/** The heavy parts. The program uses engines.lazy.ts instead of this file, which loads each on its first call. */
export const readYaml: FullReader = read;
export const regexp: RegexpEngine = re2;
export const istioGrafts = istio.istioGrafts;
export const templateEngine = templates.templateEngine;
export const dialectGrafts = dialects.dialectGrafts;
export const dialectGuards = dialects.dialectGuards;
export const dialectSettings = dialects.dialectSettings;
export const dialectFields = dialects.dialectFields;
export const dialectUninjectors = dialects.dialectUninjectors;
