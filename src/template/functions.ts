import { any, fn, str, stringDict } from "../gotemplate/define.ts";
import { formatValue } from "../gotemplate/format/print.ts";
import { entriesOf, entry } from "../gotemplate/value/inspect.ts";
import { structType } from "../gotemplate/value/type.ts";
import { type CallContext, type Func, type GoValue, type Host, isPlainMap } from "../gotemplate/value/value.ts";
import { isEmpty, isList, isMap, type Value } from "../value/value.ts";
import { scalarText } from "../yaml/scalar.ts";
import { collectionLines, type WriteStyle } from "../yaml/write.ts";
import { plainData } from "./plain-data.ts";

/** The pod's metadata as a parameter; only `.ObjectMeta` fits. */
const objectMeta = { type: structType("v1.ObjectMeta"), read: (value: GoValue) => value as Host };

const yamlStyle: WriteStyle = { eol: "\n", step: 2, indentLists: false, json: false };

/** Functions for templates of pods, besides sprig's. */
export const podFunctions: Readonly<Record<string, Func>> = {
  /** The pod's annotation, even an empty one, or else the default as text. */
  annotation: fn([objectMeta, str, any], ([meta, name, fallback], context) => annotationOf(meta, name) ?? printed(fallback, context)),
  /** Whether a map of texts has a key. */
  isset: fn([stringDict, str], ([map, key]) => Object.hasOwn(map, key)),
  /** The value, or the default if it is nil or "". */
  valueOrDefault: fn([any, any], ([value, fallback]) => (value === "" || value === null || value === undefined ? fallback : value)),
  /** YAML in block form, keys sorted, with a line break at its end. */
  toYaml: fn([any], ([value], context) => yamlText(plainData(value, context))),
  /** A value without the nils in it; what is emptied by that goes too. */
  omitNil: fn([any], ([value]) => omitNil(value).value),
};

function annotationOf({ object }: Host, name: string): GoValue {
  const annotations = entriesOf(object.get("Annotations"));
  return annotations === undefined ? undefined : entry(annotations, name);
}

/** Source: Go fmt.Sprint of one value. */
export function printed(value: GoValue, context: CallContext): string {
  return typeof value === "string" ? value : formatValue(value, context);
}

function yamlText(value: Value): string {
  if ((isMap(value) || isList(value)) && !isEmpty(value)) return `${collectionLines(value, { column: 0, style: yamlStyle })}\n`;
  if (isMap(value)) return "{}\n";
  if (isList(value)) return "[]\n";
  return `${scalarText(value)}\n`;
}

/** Source: istio pkg/kube/inject/template.go omitNil: a collection without nils, however deep, is the same one. */
function omitNil(value: GoValue): { readonly value: GoValue; readonly changed: boolean } {
  if (value === null || value === undefined) return { value: null, changed: true };
  if (Array.isArray(value)) {
    const kept = value.map(omitNil);
    if (!kept.some(({ changed }) => changed)) return { value, changed: false };
    const items = kept.map((item) => item.value).filter((item) => item !== null);
    return { value: items.length === 0 ? null : items, changed: true };
  }
  if (!isPlainMap(value)) return { value, changed: false };
  const entries = Object.keys(value).map((key) => [key, omitNil(value[key])] as const);
  if (!entries.some(([, { changed }]) => changed)) return { value, changed: false };
  const kept = entries.filter(([, item]) => item.value !== null).map(([key, item]) => [key, item.value] as const);
  return { value: kept.length === 0 ? null : Object.assign(Object.create(null), Object.fromEntries(kept)), changed: true };
}
