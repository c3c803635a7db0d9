import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { PREPARATION, START, type TourCommand, type TourStep, tourSteps } from "./tour-steps.ts";

const root = resolve(import.meta.dirname, "..");

/** Takes the tour in a copy of its example, and writes down what the commands print: data first, then the report. */
export function takeTour(): string {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-tour-"));
  try {
    symlinkSync(join(root, "examples"), join(directory, "examples"));
    run({ command: PREPARATION }, directory);
    const ran = tourSteps.map((step) => ({ step, ran: step.commands.map((command) => run(command, join(directory, "tour"))) }));
    return pageOf(ran.map(({ step, ran: commands }) => ({ step, shown: commands.map((one) => shown(one, one.told.lines)) })));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function pageOf(blocks: readonly { step: TourStep; shown: readonly string[] }[]): string {
  const sections = blocks.map(({ step, shown }) => `## ${step.title}\n\n${step.text}\n\n${consoleBlock(shown)}`);
  return `# A tour of the command line

\`node --import tsx tools/tour-docs.ts\` runs each command after a \`$\` and writes its output here. The tour starts
in a copy of [${START}](../${START}):

\`\`\`sh
${PREPARATION}
\`\`\`

${sections.join("\n")}`;
}

function consoleBlock(shown: readonly string[]): string {
  return `\`\`\`console\n${shown.join("")}\`\`\`\n`;
}

interface Ran {
  readonly told: TourCommand;
  readonly printed: readonly string[];
}

function run(told: TourCommand, cwd: string): Ran {
  const { command, code = 0 } = told;
  const path = `${join(root, "plugin")}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, env, encoding: "utf8" });
  if (status !== code) throw new Error(`${command}: exit status ${status} instead of ${code}\n${stderr}`);
  return { told, printed: `${stdout}${stderr}`.split("\n").slice(0, -1) };
}

function shown({ told: { command, code = 0 }, printed }: Ran, most = printed.length): string {
  const lines = printed.slice(0, most);
  const rest = printed.length > most ? ["..."] : [];
  return `${[`$ ${command}`, ...lines, ...rest, ...(code === 0 ? [] : [`(exit status ${code})`])].join("\n")}\n`;
}
