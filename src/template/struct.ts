import { pointerTo, structType, type Type } from "../gotemplate/value/type.ts";
import { type GoValue, Host } from "../gotemplate/value/value.ts";

/** A Go struct with custom fields; a type name with `*` before it is a pointer to one. */
export function struct(typeName: string, fields: Readonly<Record<string, GoValue>>): Host {
  return new Host({
    type: typeOfName(typeName),
    get: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined),
    isInterface: () => false,
    fields: () => Object.keys(fields),
  });
}

function typeOfName(name: string): Type {
  return name.startsWith("*") ? pointerTo(structType(name.slice(1))) : structType(name);
}
