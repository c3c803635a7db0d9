import type { Location } from "../../diagnostic/diagnostic.ts";
import type { ObjectPath } from "../../krm/objects.ts";
import type { Value } from "../../value/value.ts";

/** A configuration object as it arrived, with the way to tell where a field is. */
export interface ConfigSource {
  readonly value: Value | undefined;
  /** `textLine` is a line of the text that is at the path, from 1. */
  readonly locate: (path: ObjectPath, textLine?: number) => Location | undefined;
  /** A number or boolean as it is written (`1.30`, `yes`), which its value no longer tells; undefined for all else. */
  readonly written?: (path: ObjectPath) => string | undefined;
  /** Reads YAML text inside a ConfigMap; undefined where it is not YAML. */
  readonly parse: (text: string) => Value | undefined;
}

/** What is known of the text that a configuration stands in. */
export type ConfigPlaces = Pick<ConfigSource, "locate" | "written">;
