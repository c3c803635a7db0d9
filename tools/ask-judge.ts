import { spawnSync } from "node:child_process";

/** What a judge says about each question, in JSON: it reads a line for each, and answers by a line. */
export function askJudge<Answer>(program: string, args: readonly string[], questions: readonly unknown[]): readonly Answer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
  const { stdout, status, stderr } = spawnSync(program, args, { input, encoding: "utf8", maxBuffer: 2 ** 29 });
  if (status !== 0) throw new Error(`The judge ${program} failed: ${stderr}`);
  const answers = stdout.trimEnd().split("\n");
  if (answers.length !== questions.length)
    throw new Error(`The judge ${program} gave ${answers.length} answers to ${questions.length} questions`);
  return answers.map((answer) => JSON.parse(answer));
}
