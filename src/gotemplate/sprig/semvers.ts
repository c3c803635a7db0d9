import { fn, type Param, str } from "../define.ts";
import { pointerTo, structType, type Type, types } from "../value/type.ts";
import { type Func, FuncError, type GoValue, goInt, Host, type HostObject, scalar } from "../value/value.ts";
import { compareVersions, formatVersion, parseVersion, type Version } from "./semver.ts";
import { parseConstraints, satisfies } from "./semver-constraint.ts";

const versionType: Type = pointerTo(structType("semver.Version"));

/** A version as templates see it, with the methods of Go's. */
class VersionObject implements HostObject {
  readonly type = versionType;
  readonly version: Version;
  constructor(version: Version) {
    this.version = version;
  }
  get(): undefined {
    return undefined;
  }
  fields(): readonly string[] {
    return [];
  }
  text(): string {
    return formatVersion(this.version);
  }
  json(): GoValue {
    return this.text();
  }
  method(name: string): Func | undefined {
    const { version } = this;
    const getter = getters[name];
    if (getter !== undefined) return { params: [], variadic: false, call: () => getter(version) };
    const comparison = comparisons[name];
    return comparison && fn([versionParam], ([other]) => comparison(compareVersions(version, other)));
  }
}

const getters: Readonly<Record<string, (version: Version) => GoValue>> = {
  Major: ({ major }) => scalar(types.uint64, major),
  Minor: ({ minor }) => scalar(types.uint64, minor),
  Patch: ({ patch }) => scalar(types.uint64, patch),
  Prerelease: ({ pre }) => pre,
  Metadata: ({ metadata }) => metadata,
  Original: ({ original }) => original,
  String: formatVersion,
};

const comparisons: Readonly<Record<string, (order: number) => GoValue>> = {
  Compare: goInt,
  Equal: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEqual: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEqual: (order) => order >= 0,
};

const versionParam: Param<Version> = { type: versionType, read: (value) => ((value as Host).object as VersionObject).version };

function version(text: string): Version {
  const parsed = parseVersion(text);
  if ("problem" in parsed) throw new FuncError(parsed.problem);
  return parsed;
}

export const semvers: Readonly<Record<string, Func>> = {
  semver: fn([str], ([text]) => new Host(new VersionObject(version(text)))),
  semverCompare: fn([str, str], ([constraint, text]) => {
    const constraints = parseConstraints(constraint);
    if ("problem" in constraints) throw new FuncError(constraints.problem);
    return satisfies(version(text), constraints);
  }),
};
