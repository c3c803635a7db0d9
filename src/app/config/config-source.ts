import type { Location } from "../../diagnostic/diagnostic.ts";
import type { ObjectPath } from "../../krm/objects.ts";
import type { Value } from "../../value/value.ts";

/** A configuration object as it arrived, with a way to find the place of a field. */
export interface ConfigSource {
  readonly value: Value | undefined;
  /** `textLine` is a line, from 1, within the text at the path. */
  readonly locate: (path: ObjectPath, textLine?: number) => Location | undefined;
  /** A number or boolean as it is written (`1.30`, `yes`), which its value no longer shows; otherwise undefined. */
  readonly written?: (path: ObjectPath) => string | undefined;
  /** Reads YAML text inside a ConfigMap; undefined if it is not YAML. */
  readonly parse: (text: string) => Value | undefined;
}

/** What is known about the text that contains a configuration. */
export type ConfigPlaces = Pick<ConfigSource, "locate" | "written">;
