import type { Func } from "../value/value.ts";
import { dates } from "./dates.ts";
import { defaults } from "./defaults.ts";
import { dicts } from "./dicts.ts";
import { encodings } from "./encoding.ts";
import { forbidden } from "./forbidden.ts";
import { lists } from "./lists.ts";
import { math } from "./math.ts";
import { paths } from "./paths.ts";
import { reflection } from "./reflection.ts";
import { regexps } from "./regexps.ts";
import { semvers } from "./semvers.ts";
import { strings } from "./strings.ts";
import { urls } from "./urls.ts";

/** Every function of sprig v3's text templates. Those that would make the output depend on more than the input refuse. */
export const sprig: Readonly<Record<string, Func>> = {
  ...dates,
  ...defaults,
  ...dicts,
  ...encodings,
  ...forbidden,
  ...lists,
  ...math,
  ...paths,
  ...reflection,
  ...regexps,
  ...semvers,
  ...strings,
  ...urls,
};
