import { type Dockerfile, type Instruction, parseDockerfile, type Stage } from "./dockerfile.ts";

export interface LintOptions {
  /** The stages that become images. */
  readonly targets: readonly string[];
  /** Whether the build's context holds a path. */
  readonly hasSource: (path: string) => boolean;
}

/** Each rule gives the lines that break it; what they are for is said in docs/IMAGE.md. */
const rules: Readonly<Record<string, (file: Dockerfile, options: LintOptions) => readonly number[]>> = {
  "an instruction that the rules know": ({ stages }) =>
    all(stages).flatMap(({ name, line }) => (["WORKDIR", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT"].includes(name) ? [] : [line])),
  "an image by tag and digest, not latest": ({ stages }) =>
    stages.flatMap(({ base, line }) => {
      const isStage = stages.some(({ name }) => name === base);
      return isStage || /^[\w.]+\/[\w./-]+:(?!latest@)[\w.-]+@sha256:[0-9a-f]{64}$/.test(base) ? [] : [line];
    }),
  "RUN and ENTRYPOINT in the exec form": ({ stages }) =>
    all(stages).flatMap(({ name, isExec, line }) => (["RUN", "ENTRYPOINT"].includes(name) && !isExec ? [line] : [])),
  "nothing RUN in what becomes an image": (file, { targets }) =>
    targets.flatMap((target) => lineage(file, target).flatMap(({ instructions }) => linesOf(instructions, "RUN"))),
  "a target with a numeric USER that is not root, and an ENTRYPOINT": (file, { targets }) =>
    targets.flatMap((target) => {
      const stage = file.stages.find(({ name }) => name === target);
      const user = stage?.instructions.filter(({ name }) => name === "USER").at(-1)?.words[0] ?? "";
      const starts = stage?.instructions.some(({ name }) => name === "ENTRYPOINT");
      return stage && starts && /^[1-9]\d*:[1-9]\d*$/.test(user) ? [] : [stage?.line ?? 0];
    }),
  "a COPY of what is there": ({ stages }, { hasSource }) =>
    stages.flatMap(({ instructions }, i) =>
      instructions
        .filter(({ name }) => name === "COPY")
        .flatMap(({ options: { from }, words, line }) => {
          if (from !== undefined) return stages.slice(0, i).some(({ name }) => name === from) ? [] : [line];
          return words.slice(0, -1).every(hasSource) ? [] : [line];
        }),
    ),
};

/** What is wrong with a Dockerfile: `line: what was expected there`. */
export function lint(text: string, options: LintOptions): readonly string[] {
  const file = parseDockerfile(text);
  return Object.entries(rules).flatMap(([rule, broken]) => broken(file, options).map((line) => `${line}: ${rule}`));
}

/** A stage, and those that it is made from. */
export function lineage({ stages }: Dockerfile, target: string): readonly Stage[] {
  const stage = stages.find(({ name }) => name === target);
  return stage ? [...lineage({ args: {}, stages }, stage.base), stage] : [];
}

function all(stages: readonly Stage[]): readonly Instruction[] {
  return stages.flatMap(({ instructions }) => instructions);
}

function linesOf(instructions: readonly Instruction[], wanted: string): readonly number[] {
  return instructions.flatMap(({ name, line }) => (name === wanted ? [line] : []));
}
