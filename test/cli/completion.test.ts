import { commandTable } from "../../src/cli/command-table.ts";
import { completion, type Shell } from "../../src/cli/completion.ts";
import { optionTable } from "../../src/cli/option-table.ts";
import { assert, suite } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { type Package, withPackage } from "../hosts/package.ts";

const commands = [...Object.keys(commandTable), "help", "version"];

interface Row {
  /** What is typed before the Tab key. */
  readonly line: string;
  /** All that it may become: the last word, sorted. */
  readonly offers: readonly string[];
}

const files = ["it's here.yaml", "my app.yaml", "other.yaml"];

const rows: readonly Row[] = [
  { line: "podgraft ", offers: commands },
  { line: "podgraft b", offers: ["build"] },
  { line: "podgraft he", offers: ["help"] },
  { line: "podgraft help ini", offers: ["init"] },
  { line: "podgraft check --su", offers: ["--suppress"] },
  { line: "podgraft check --report sa", offers: ["sarif"] },
  { line: "podgraft explain --format ", offers: ["html", "json", "mermaid", "text"] },
  { line: "podgraft explain --format=", offers: ["html", "json", "mermaid", "text"] },
  { line: "podgraft explain --format=h", offers: ["html"] },
  { line: "podgraft inject -f my", offers: ["my app.yaml"] },
  { line: "podgraft inject -f it", offers: ["it's here.yaml"] },
  { line: "podgraft inject -c o", offers: ["other.yaml"] },
  { line: "podgraft inject -o o", offers: ["other.yaml"] },
  { line: "podgraft inject --output=my", offers: ["my app.yaml"] },
  { line: "podgraft inject --config=o", offers: ["other.yaml"] },
  { line: "podgraft inject --config=my", offers: ["my app.yaml"] },
  { line: "podgraft inject ", offers: ["build", ...files] },
  { line: "podgraft check my", offers: ["my app.yaml"] },
  { line: "podgraft check -n ", offers: [] },
  { line: "podgraft build ", offers: ["build"] },
  { line: "podgraft build -o ", offers: ["build"] },
  // A file that is called like a command.
  { line: "podgraft inject -f uninject --o", offers: ["--operatorFileName", "--output"] },
  { line: "podgraft completion ", offers: ["bash", "fish", "zsh"] },
  { line: "podgraft completion z", offers: ["zsh"] },
  { line: "podgraft schema ", offers: [] },
];

const SHOW_ARGUMENTS = `podgraft() { printf '<%s>' "$@"; echo; }\n`;

/** What each shell offers for every line, in a folder with files and a directory that is called like a command. */
const shells: Readonly<Record<Shell, (pkg: Package) => readonly (readonly string[])[]>> = {
  bash: (pkg) => {
    const rc = `source .scripts/bash\n${SHOW_ARGUMENTS}bind '"\\C-o": insert-completions'\nbind 'set match-hidden-files off'\n`;
    pkg.write(".bashrc", rc);
    return typed(pkg, "bash --noprofile --rcfile .bashrc -i");
  },
  zsh: (pkg) => {
    pkg.write(".scripts/_podgraft", completion("zsh"));
    const rc = `fpath=("$PWD/.scripts" $fpath)
autoload -U compinit; compinit -u -D
${SHOW_ARGUMENTS}zle -C all-matches complete-word _generic
bindkey '^o' all-matches
zstyle ':completion:all-matches:*' insert true
zstyle ':completion:all-matches::::' completer _all_matches _complete
`;
    pkg.write(".zshrc", rc);
    return typed(pkg, "zsh -i");
  },
  fish: (pkg) =>
    rows.map(({ line }) => {
      const { stdout } = pkg.run("fish", ["--no-config", "-c", `source .scripts/fish; complete -C '${line}'`]);
      return stdout.split("\n").flatMap((offer) => (offer === "" ? [] : [offer.split("\t")[0] as string]));
    }),
};

/** Types every line at a terminal, then a key that inserts all that the shell offers, and reads which arguments result. */
function typed(pkg: Package, shell: string): readonly (readonly string[])[] {
  const keys = `${rows.map(({ line }) => `${line}\u000f\n`).join("")}exit\n`;
  const { stdout } = pkg.run("script", ["--quiet", "--return", "--command", shell, "/dev/null"], {
    stdin: keys,
    env: { ZDOTDIR: pkg.dir, HOME: pkg.dir, TERM: "dumb" },
  });
  const printed = stdout.split(/\r?\n/).flatMap((line) => (/^<.*>$/.test(line) ? [line.slice(1, -1).split("><")] : []));
  assert.is(printed.length, rows.length, stdout);
  return rows.map(({ line }, i) => (printed[i] as string[]).slice(line.trimEnd().split(" ").length - (line.endsWith(" ") ? 1 : 2)));
}

for (const shell of ["bash", "zsh", "fish"] as const)
  hostSuite(shell === "bash" ? [] : [shell], `completion in ${shell}`, (test) => {
    const content = Object.fromEntries([...files, "build/x", `.scripts/${shell}`].map((path) => [path, ""]));
    const offered = withPackage({ ...content, [`.scripts/${shell}`]: completion(shell) }, shells[shell]);
    for (const [i, { line, offers }] of rows.entries())
      test(line, () => {
        const words = (offered[i] ?? []).map((word) => word.replace(/^--(?:format|config|output)=/, "").replace(/\/$/, ""));
        // bash offers podgraft's own options beside the commands.
        const given = words.filter((word) => word !== "--help" && word !== "--version");
        assert.equal([...given].sort(), [...offers].sort());
      });
  });

suite("completion", (test) => {
  for (const shell of ["bash", "zsh", "fish"] as const)
    test(`${shell} knows every command and option`, () => {
      const script = completion(shell);
      for (const name of commands) assert.match(script, name);
      for (const option of Object.keys(optionTable)) assert.match(script, shell === "fish" ? `-l ${option}` : `--${option}`);
    });
});
