import { sprintf } from "../../src/gotemplate/format/printf.ts";
import {
  declaredType,
  mapOf,
  pointerTo,
  sliceOf,
  stringMap,
  stringSlice,
  structType,
  type Type,
  types,
} from "../../src/gotemplate/value/type.ts";
import {
  type Func,
  FuncError,
  FuncValue,
  type GoValue,
  goInt,
  Host,
  type HostObject,
  Nil,
  newMap,
  type PlainMap,
  Pointer,
  Scalar,
  TypedList,
  TypedMap,
} from "../../src/gotemplate/value/value.ts";

const innerType = structType("main.Inner");
const labelsType = declaredType("main.Labels", stringMap);

interface StructParts {
  readonly type: Type;
  readonly fields?: Readonly<Record<string, GoValue>>;
  readonly methods?: Readonly<Record<string, Func>>;
  readonly interfaces?: readonly string[];
  readonly isNil?: boolean;
  readonly text?: string;
}

/** A struct, or a pointer to one, out of its parts. */
export function struct({ type, fields = {}, methods = {}, interfaces = [], isNil = false, text }: StructParts): Host {
  const object: HostObject = {
    type,
    isNil,
    get: (field) => (Object.hasOwn(fields, field) ? fields[field] : undefined),
    method: (name) => (Object.hasOwn(methods, name) ? methods[name] : undefined),
    isInterface: (field) => interfaces.includes(field),
    fields: () => Object.keys(fields),
    ...(text !== undefined && { text: () => text }),
  };
  return new Host(object);
}

const getter = (value: GoValue): Func => ({ params: [], variadic: false, call: () => value });
const int = (type: Type, value: number): Scalar => new Scalar(type, BigInt(value));
const map = (entries: Readonly<Record<string, GoValue>>): PlainMap => Object.assign(newMap(), entries);

function inner(value: boolean, note: string): { fields: Record<string, GoValue>; methods: Record<string, Func> } {
  return { fields: { Value: value, Note: note }, methods: { GetValue: getter(value), GetNote: getter(note) } };
}

const absent = struct({
  type: pointerTo(innerType),
  isNil: true,
  fields: { Value: false, Note: "" },
  methods: { GetValue: getter(false), GetNote: getter("absent") },
});

const failing: Func = {
  params: [],
  variadic: false,
  call: () => {
    throw new FuncError("it failed");
  },
};

const join: Func = {
  params: [types.string, types.string],
  variadic: true,
  call: ([separator, ...parts]) => parts.join(String(separator)),
};
const fail: Func = {
  params: [types.int],
  variadic: false,
  call: ([n]) => {
    throw new FuncError(`failed with ${(n as Scalar).value}`);
  },
};
const funcType = (name: string): Type => ({ name, kind: "func", underlying: name, declared: false });

/** Fields of basic types and of lists and maps of them. */
const plainFields: Readonly<Record<string, GoValue>> = {
  Name: "world",
  Phase: new Scalar(declaredType("main.Phase", types.string), "Running"),
  Count: goInt(3),
  Small: int(types.int8, -4),
  Port: int(types.int32, 8080),
  Big: 1n << 40n,
  Unsigned: int(types.uint64, 7),
  Ratio: new Scalar(types.float32, Math.fround(0.1)),
  Flag: true,
  Strings: new TypedList(stringSlice, ["b", "a", ""]),
  Ints: new TypedList(sliceOf(types.int), [3, 1, 2].map(goInt)),
  Ports: new TypedList(
    sliceOf(types.int32),
    [80, 443].map((port) => int(types.int32, port)),
  ),
  Bytes: new TypedList(
    sliceOf(types.uint8),
    [104, 105].map((byte) => int(types.uint8, byte)),
  ),
  Texts: new TypedMap(stringMap, map({ one: "1", two: "2" })),
  Labels: new TypedMap(labelsType, map({ app: "web", "a.b/c": "d" })),
  Numbers: new TypedMap(mapOf(types.string, types.int), map({ x: goInt(1), y: goInt(2) })),
  Codes: new TypedMap(mapOf(types.int, types.string), map({ 10: "ten", 9: "nine" })),
};

/** Fields that may be absent, or are messages or functions. */
function richFields(pointer: Host): Readonly<Record<string, GoValue>> {
  return {
    NilTexts: new Nil(stringMap),
    NilStrings: new Nil(stringSlice),
    Number: new Pointer(pointerTo(types.int64), 42n),
    NoNumber: new Nil(pointerTo(types.int64)),
    Truth: new Pointer(pointerTo(types.bool), true),
    Inner: struct({ type: innerType, ...inner(true, "inner") }),
    Pointer: pointer,
    NoPointer: absent,
    Inners: new TypedList(
      sliceOf(innerType),
      ["first", "second"].map((note) => struct({ type: innerType, ...inner(false, note) })),
    ),
    Pointers: new TypedList(sliceOf(pointerTo(innerType)), [absent, struct({ type: pointerTo(innerType), ...inner(false, "there") })]),
    Anything: "thing",
    Nothing: null,
    Named: struct({ type: structType("main.Named"), fields: {}, text: "named n" }),
    Join: new FuncValue(funcType("func(string, ...string) string"), join),
    Fail: new FuncValue(funcType("func(int) (string, error)"), fail),
    NoFunc: new Nil(funcType("func()")),
  };
}

/** The same values as newWorld in tools/gotemplate-rows/world.go. */
export function world(): GoValue {
  const pointer = struct({ type: pointerTo(innerType), ...inner(true, "pointer") });
  const fields = { ...plainFields, ...richFields(pointer) };
  const methods: Record<string, Func> = {
    GetPointer: getter(pointer),
    GetNoPointer: getter(absent),
    Greet: { params: [types.string], variadic: false, call: ([name]) => `hello ${name}` },
    Sum: {
      params: [types.int, types.int],
      variadic: true,
      call: (args) => goInt(args.reduce<bigint>((sum, n) => sum + ((n as Scalar).value as bigint), 0n)),
    },
    Failing: failing,
    Wants32: {
      params: [types.int32, types.uint8, types.float64, types.bool],
      variadic: false,
      call: (args, context) => sprintf("%d %d %g %t", args, context),
    },
  };
  return struct({ type: pointerTo(structType("main.World")), fields, methods, interfaces: ["Anything", "Nothing"] });
}
