import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { assert, table } from "../cases.ts";
import { runPodgraft } from "../cli/run-podgraft.ts";

/** An edit of `base.yaml`, as a user's mistake would be, and what podgraft makes of the result. */
interface Row {
  readonly title: string;
  /** What is replaced: the whole text, a piece of it, or all from a piece on up to another. */
  readonly whole?: true;
  readonly replace?: string;
  readonly from?: string;
  readonly to?: string;
  /** What comes in its place; `{base}` and `{functionConfig}` stand for what the base has. */
  readonly by: string;
  readonly exit: 1 | 2;
  readonly stderr: readonly string[];
}

const DATA = "test/data/bad-input";
const base = readFileSync(`${DATA}/base.yaml`, "utf8");
const rows = JSON.parse(readFileSync(`${DATA}/rows.json`, "utf8")) as readonly Row[];

function inputOf({ whole, replace, from, to, by }: Row): string {
  const functionConfig = base.slice(base.indexOf("functionConfig:"));
  const text = by.replace("{base}", () => base).replace("{functionConfig}", () => functionConfig);
  if (whole) return text;
  const start = base.indexOf(replace ?? (from as string));
  const end = replace === undefined ? (to === undefined ? base.length : base.indexOf(to, start)) : start + replace.length;
  assert.ok(start !== -1 && end !== -1, "the base does not have what is to be replaced");
  return base.slice(0, start) + text + base.slice(end);
}

/** The errors that stderr tells, as the results must hold them. */
function errorsOf(stderr: readonly string[]): readonly string[] {
  const errors: string[] = [];
  for (const line of stderr.slice(1)) {
    const [, code, message] = /^ {2}error (\w+): (.*)$/.exec(line) ?? [];
    if (code !== undefined) errors.push(`${code} ${message}`);
    const fix = line.split("    fix: ")[1];
    if (fix !== undefined)
      errors.push(
        (errors.pop() as string).replace(/$|(?=\n)/, (_, at: number, told: string) => `${told[at - 1] === "?" ? "" : "."} Fix: ${fix}`),
      );
    // An excerpt of a template, which a result has behind the fix.
    if (/^ {6}[> ] +\d* \| /.test(line)) errors.push(`${errors.pop()}\n${line.slice(6)}`);
  }
  return errors;
}

interface Result {
  readonly message: string;
  readonly severity: string;
  readonly tags: { readonly code: string };
}

table("bad input", rows, {
  title: ({ title }) => title,
  run: (row) => {
    const input = inputOf(row);
    const { status, stdout, stderr } = runPodgraft(input);
    assert.equal(stderr.split("\n"), [...row.stderr, ""]);
    assert.is(status, row.exit);
    if (row.exit === 2) {
      assert.is(stdout, "");
      return;
    }
    const whole = input.endsWith("\n") ? input : `${input}\n`;
    assert.is(stdout.slice(0, whole.length), whole);
    const { results } = parse(stdout.slice(whole.length)) as { results: readonly Result[] };
    assert.equal(
      results.filter(({ severity }) => severity === "error").map(({ message, tags }) => `${tags.code} ${message}`),
      errorsOf(row.stderr),
    );
  },
});
