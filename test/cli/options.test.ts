import { parseOptions } from "../../src/cli/options.ts";
import { assert, suite, table } from "../cases.ts";

const problems: readonly { readonly line: string; readonly names: readonly string[] }[] = [
  { line: "inject", names: ["FILE", "-f"] },
  { line: "inject -f a --formt list", names: ["--formt", "--format"] },
  { line: "inject -f a --xyzzy", names: ["--xyzzy", "--in-place"] },
  { line: "inject -f a --format lst", names: ["--format", "lst", "list"] },
  { line: "inject -f a --format html", names: ["html", "yaml, list, patch"] },
  { line: "inject -f a -c", names: ["-c"] },
  { line: "inject -f a --in-place=yes", names: ["--in-place"] },
  { line: "inject -f a -c=", names: ["-c needs a value"] },
  { line: "check -f a web", names: ['"web"', "deployment/web"] },
  { line: "schema x", names: ['"x"', "nothing else"] },
  { line: "inject -f a --in-place -o x", names: ["--in-place", "--output"] },
  { line: "inject -f a -v -q", names: ["--verbose", "--quiet"] },
  { line: "inject -f a -c x --config y", names: ["--config"] },
  { line: "inject -f - -c -", names: ["--file", "--config"] },
  { line: "inject --filename - -c -", names: ["--file", "--config"] },
  { line: "inject -config x -f a", names: ["-config has one dash; did you mean --config?"] },
  { line: "inject \u2014file a", names: ["\u2014file begins with a long dash; did you mean --file?"] },
  { line: "inject -f a -k b", names: ["podgraft build DIR"] },
  { line: "check -f a -c b -o sarif", names: ["-o names a file; --report sarif", "./sarif is a file"] },
  { line: "uninject -f a -o yaml", names: ["-o names a file; ./yaml"] },
  { line: "build", names: ["DIR"] },
  { line: "build a --list config --shard 0/1", names: ["--list", "--shard"] },
  { line: "completion", names: ["a shell", "bash, zsh, fish"] },
  { line: "completion tcsh", names: ['"tcsh"', "bash, zsh, fish"] },
  { line: "completion bash --shell zsh", names: ['"bash" is one too many'] },
  { line: "completion bash zsh", names: ['"zsh" is one too many'] },
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
  test("files without an option's name are more of --file, and workloads are apart", () => {
    const given = options("check a.yaml -f b deploy/web -c x c.json");
    assert.equal([given.file, given.workloads], [["b", "a.yaml", "c.json"], ["deploy/web"]]);
  });
  test("what is behind -- is not an option", () => assert.equal(options("inject -c x -- -f.yaml").file, ["-f.yaml"]));
  test("a short option takes its value behind =, as kubectl's do", () => {
    const given = options("inject -f=a -c=b=c");
    assert.equal([given.file, given.config], [["a"], "b=c"]);
  });
  test("completion takes the shell with or without the option's name", () =>
    assert.equal([options("completion zsh").shell, options("completion --shell fish").shell], ["zsh", "fish"]));
  test("what is not given is false, undefined or an empty list", () => {
    const given = options("inject -f a");
    assert.equal([given["in-place"], given.config, given.suppress], [false, undefined, []]);
  });
  test("directories are what is without a name", () => assert.equal(options("build a -n shop b").directories, ["a", "b"]));
  test("a value may begin with a dash behind =", () => assert.equal(options("build . --helm-flag=--debug")["helm-flag"], ["--debug"]));
});
