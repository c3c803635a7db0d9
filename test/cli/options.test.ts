import { parseOptions } from "../../src/cli/options.ts";
import { assert, suite, table } from "../cases.ts";

const problems: readonly { readonly line: string; readonly names: readonly string[] }[] = [
  { line: "inject", names: ["-f FILE"] },
  { line: "inject -f a --formt list", names: ["--formt", "--format"] },
  { line: "inject -f a --xyzzy", names: ["--xyzzy", "--in-place"] },
  { line: "inject -f a --format lst", names: ["--format", "lst", "list"] },
  { line: "inject -f a --format html", names: ["html", "yaml, list, patch"] },
  { line: "inject -f a -c", names: ["-c"] },
  { line: "inject -f a --in-place=yes", names: ["--in-place"] },
  { line: "inject -f a b", names: ['"b"', "-f"] },
  { line: "inject -f a --in-place -o x", names: ["--in-place", "--output"] },
  { line: "inject -f a -v -q", names: ["--verbose", "--quiet"] },
  { line: "inject -f a -c x --config y", names: ["--config"] },
  { line: "inject -f - -c -", names: ["--file", "--config"] },
  { line: "inject --filename - -c -", names: ["--file", "--config"] },
  { line: "build", names: ["DIR"] },
  { line: "build a b", names: ['"b"', "DIR"] },
  { line: "completion", names: ["--shell", "bash, zsh, fish"] },
];

table("options that are refused", problems, {
  title: ({ line }) => line,
  run: ({ line, names }) => {
    const [command, ...args] = line.split(" ");
    const parsed = parseOptions(command as string, args);
    assert.ok("problem" in parsed);
    for (const name of names) assert.match(parsed.problem, name);
  },
});

suite("options", (test) => {
  const options = (line: string) => {
    const [command, ...args] = line.split(" ");
    const parsed = parseOptions(command as string, args);
    assert.ok("options" in parsed, "problem" in parsed ? parsed.problem : "");
    return parsed.options;
  };
  test("several of one name, and its other names, are one list", () =>
    assert.equal(options("inject -f a --filename b -f - --file=c").file, ["a", "-", "c", "b"]));
  test("what is not given is false, undefined or an empty list", () => {
    const given = options("inject -f a");
    assert.equal([given["in-place"], given.config, given.suppress], [false, undefined, []]);
  });
  test("the operand is what stands without a name", () => assert.is(options("build . -n shop").operand, "."));
  test("a value may begin with a dash behind =", () => assert.equal(options("build . --helm-flag=--debug")["helm-flag"], ["--debug"]));
});
