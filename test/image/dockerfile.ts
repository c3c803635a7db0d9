/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly line: number;
  readonly name: string;
  /** Options in front of the arguments, such as `from` of COPY. */
  readonly options: Readonly<Record<string, string>>;
  /** The arguments as words; those of the exec form where it is one. */
  readonly words: readonly string[];
  readonly isExec: boolean;
}

/** What one FROM begins. */
export interface Stage {
  readonly name: string;
  /** An image, its ARG put in, or the name of an earlier stage. */
  readonly base: string;
  readonly line: number;
  readonly instructions: readonly Instruction[];
}

export interface Dockerfile {
  readonly args: Readonly<Record<string, string>>;
  readonly stages: readonly Stage[];
}

/** Reads a Dockerfile of instructions that fill one line each. */
export function parseDockerfile(text: string): Dockerfile {
  const args: Record<string, string> = {};
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const instruction of text.split("\n").flatMap(instructionOf)) {
    const { name, words, line } = instruction;
    const stage = stages.at(-1);
    if (name === "ARG" && !stage) {
      const [key = "", value = ""] = (words[0] ?? "").split(/=(.*)/);
      args[key] = value;
    } else if (name === "FROM") {
      const [image = "", , as = `${stages.length}`] = words;
      stages.push({ name: as, base: image.replace(/\$\{(\w+)\}/g, (_, key) => args[key] ?? ""), line, instructions: [] });
    } else stage?.instructions.push(instruction);
  }
  return { args, stages };
}

function instructionOf(text: string, i: number): readonly Instruction[] {
  if (/^\s*(#|$)/.test(text)) return [];
  const [name = "", ...rest] = text.trim().split(/\s+/);
  const options = Object.fromEntries(rest.filter((word) => word.startsWith("--")).map((word) => word.slice(2).split(/=(.*)/).slice(0, 2)));
  const words = rest.filter((word) => !word.startsWith("--"));
  const exec = execForm(text.slice(text.indexOf(name) + name.length).trim());
  return [{ line: i + 1, name: name.toUpperCase(), options: exec ? {} : options, words: exec ?? words, isExec: exec !== undefined }];
}

function execForm(text: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return undefined;
  try {
    return JSON.parse(text) as string[];
  } catch {
    return undefined;
  }
}
