import { commandTable } from "../../src/cli/command-table.ts";
import { optionTable } from "../../src/cli/option-table.ts";
import { assert, suite, table } from "../cases.ts";
import { podgraft } from "./run.ts";

const commands = Object.keys(commandTable) as (keyof typeof commandTable)[];

suite("help", (test) => {
  test("names every command", () => {
    const { out, code } = podgraft(["--help"]);
    assert.is(code, 0);
    for (const name of commands) assert.match(out, new RegExp(`^ {2}podgraft ${name} `, "m"));
  });
  for (const name of commands)
    test(`of ${name} names its options, and its examples run`, () => {
      const { out } = podgraft([name, "--help"]);
      for (const option of commandTable[name].options) assert.match(out, `--${option}`);
      for (const line of commandTable[name].examples) {
        assert.match(out, `  ${line}\n`);
        // Its directory is a container's, and only the executable has it.
        if (name === "copy") continue;
        const run = podgraft(line.split(" ").slice(1));
        assert.is(run.code, 0, `${line}\n${run.err}`);
        assert.ok(run.out !== "" || name === "check", line);
      }
    });
  test("is in groups, istioctl's flags last in their own", () => {
    const { out } = podgraft(["check", "--help"]);
    const titles = [...out.matchAll(/^(\S.*):$/gm)].map(([, title]) => title);
    assert.equal(titles, ["Input", "Findings", "Output", "istioctl's flags, as kube-inject takes them", "Codes", "Examples"]);
    assert.ok(out.indexOf("--valuesFile") > out.indexOf("istioctl's flags"));
  });
  test("version is a command, too", () => assert.is(podgraft(["version"]).out, podgraft(["--version"]).out));
  test("every option belongs to a command", () => {
    const used = new Set<string>(commands.flatMap((name) => commandTable[name].options));
    assert.equal(
      Object.keys(optionTable).filter((option) => !used.has(option)),
      [],
    );
  });
});

interface Mistake {
  readonly args: readonly string[];
  readonly says: string;
}

const mistakes: readonly Mistake[] = [
  { args: ["injekt"], says: 'there is no command "injekt"; did you mean inject?' },
  { args: ["frobnicate"], says: 'there is no command "frobnicate"; expected one of inject,' },
  { args: ["inject"], says: "inject needs a FILE, a DIRECTORY or - for standard input, with -f or without" },
  { args: ["inject", "-f", "x"], says: "no configuration is given; pass -c FILE, a file with a SidecarInjector, or" },
  { args: ["inject", "x.yaml"], says: "no configuration is given; pass -c FILE, a file with a SidecarInjector, or" },
  { args: ["schema", "x.yaml"], says: '"x.yaml" is not an option, and nothing else is expected' },
  { args: ["check", "web", "-c", "x"], says: '"web" is neither a file nor KIND/NAME; a workload is written KIND/NAME: deployment/web' },
  { args: ["inject", "-f"], says: "-f needs a value" },
  { args: ["inject", "--in-place=yes"], says: "--in-place takes no value" },
  { args: ["completion"], says: "completion needs a shell, one of bash, zsh, fish" },
  { args: ["completion", "--shell", "tcsh"], says: '--shell is "tcsh"' },
  { args: ["explain", "-c", "x", "--pod-labels", "a"], says: '--pod-labels has "a"; expected KEY=VALUE' },
  { args: ["build"], says: "build needs DIR" },
  { args: ["build", "a", "b"], says: '"a" and "b" are several directories; expected one, or -o OUT to write each app to' },
  { args: ["build", "a", "b", "c", "d", "e"], says: '"a", "b", "c" and 2 more are several directories; expected one, or -o OUT' },
  { args: ["-v"], says: 'there is no command "-v"; as --verbose, it goes after the command: podgraft inject -v. podgraft version prints' },
  { args: ["-V"], says: 'there is no command "-V"; podgraft version prints the version' },
  { args: ["check", "-f", "x", "-c", "x", "--fail-on", "warn"], says: '--fail-on is "warn"; did you mean warning?' },
  { args: ["check", "-f", "x", "-c", "x", "--report", "j"], says: '--report is "j"; expected text, json,' },
  { args: ["build", "a", "--timeout", "soon"], says: '--timeout is "soon"; expected seconds, 3600 at most' },
  { args: ["build", "a", "--list", "configs"], says: '--list is "configs"; did you mean config?' },
  { args: ["build", "a", "--enable-helm"], says: "build has no option --enable-helm; pass it on with --kustomize-flag=--enable-helm" },
  { args: ["guard", "-f", "x"], says: "guard has no option -f; it takes the configuration with -c and objects with --context\n" },
  { args: ["uninject", "-f", "x", "-w"], says: "uninject has no option -w; --in-place writes the files\n" },
  { args: ["check", "-f", "x", "-c", "x", "-i"], says: "check has no option -i; expected --file, " },
  { args: ["check", "-f", "x", "-c", "x", "-w"], says: "check has no option -w; expected --file, " },
  { args: ["check", "-f", "x", "-c", "x", "-v", "-q"], says: "--verbose and --quiet exclude each other" },
];

table("a mistaken command line", mistakes, {
  title: ({ args }) => args.join(" "),
  run: ({ args, says }) => {
    const { code, out, err } = podgraft(args);
    assert.is(code, 2);
    assert.is(out, "");
    assert.ok(err.startsWith(`podgraft: Cannot run: ${says}`), err);
  },
});
