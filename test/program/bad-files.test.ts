import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite, table } from "../cases.ts";
import { deployment } from "../cli/manifests.ts";
import { withFiles } from "../files.ts";
import { areAsBefore, isRefused, own, type Ran, shell } from "./shell.ts";

const files = { "a.yaml": deployment("a"), "b.yaml": deployment("b"), "own.yaml": own };
const many = Array.from({ length: 60 }, (_, i) => deployment(`d${i}`)).join("---\n");
const isRoot = process.getuid?.() === 0;

/** As somebody whom permissions bind: root reads and writes whatever they are. */
function unprivileged(command: string, cwd: string): Ran {
  return shell(isRoot ? `setpriv --reuid=65534 --regid=65534 --clear-groups bash -c '${command}'` : command, cwd);
}

/** A checkout below root's own home is closed to everybody else. */
const canDrop = !isRoot || withFiles({}, (cwd) => unprivileged("$P --version", cwd)).code === 0;

interface Forbidden {
  readonly name: string;
  readonly modes: Readonly<Record<string, number>>;
  readonly command: string;
  readonly told: RegExp;
}

const forbidden: readonly Forbidden[] = [
  {
    name: "a file that may not be read",
    modes: { "a.yaml": 0 },
    command: "$P inject -f a.yaml -c own.yaml",
    told: /Cannot read a\.yaml: permission denied/,
  },
  {
    name: "a configuration",
    modes: { "own.yaml": 0 },
    command: "$P inject -f a.yaml -c own.yaml",
    told: /Cannot read own\.yaml: permission denied/,
  },
  { name: "a directory", modes: { sub: 0 }, command: "$P inject -f sub -c own.yaml", told: /Cannot read sub: permission denied/ },
  {
    name: "a directory below another",
    modes: { "sub/deep": 0 },
    command: "$P inject -f sub -c own.yaml",
    told: /Cannot read sub: permission denied/,
  },
  {
    name: "a file that may not be written",
    modes: { "b.yaml": 0o444 },
    command: "$P inject -f a.yaml -f b.yaml -c own.yaml --in-place",
    told: /Cannot write b\.yaml: permission denied; no file was changed/,
  },
  {
    name: "a directory that takes no file",
    modes: { ".": 0o555 },
    command: "$P inject -f a.yaml -f b.yaml -c own.yaml --in-place",
    told: /Cannot write a\.yaml: permission denied; no file was changed/,
  },
  {
    name: "an output that may not be written",
    modes: { ".": 0o555 },
    command: "$P inject -f a.yaml -c own.yaml -o new.yaml",
    told: /Cannot write new\.yaml: permission denied; nothing was written/,
  },
  {
    name: "a file to be fixed",
    modes: { "a.yaml": 0o444 },
    command: "$P check --fix --require-injected -f a.yaml -c own.yaml",
    told: /Cannot write a\.yaml: permission denied; no file was changed/,
  },
];

if (canDrop)
  table("without the right to", forbidden, {
    title: ({ name }) => name,
    run: ({ modes, command, told }) => {
      const given = { ...files, "sub/c.yaml": deployment("c"), "sub/deep/d.yaml": deployment("d") };
      withFiles(given, (cwd) => {
        for (const name of [".", "a.yaml", "b.yaml"]) chmodSync(join(cwd, name), name === "." ? 0o777 : 0o666);
        for (const [name, mode] of Object.entries(modes)) chmodSync(join(cwd, name), mode);
        const ran = unprivileged(command, cwd);
        for (const name of Object.keys(modes)) chmodSync(join(cwd, name), statSync(join(cwd, name)).isDirectory() ? 0o755 : 0o644);
        isRefused(ran, told);
        areAsBefore(cwd, given);
      });
    },
  });
else suite("without the right to", (test) => test.skip("read or write", "root, and nobody else can run podgraft here"));

suite("no room", (test) => {
  test("for a file in the middle of --in-place", () =>
    withFiles({ ...files, "many.yaml": many }, (cwd) => {
      // The second file is larger than a process may write here: it fails half way.
      isRefused(
        shell("ulimit -f 8; $P inject -f a.yaml -f many.yaml -f b.yaml -c own.yaml --in-place", cwd),
        /Cannot write many\.yaml: file too large; no file was changed/,
      );
      areAsBefore(cwd, { ...files, "many.yaml": many });
    }));
  test("for -o, whose file is there", () =>
    withFiles({ ...files, "many.yaml": many, "old.yaml": "old\n" }, (cwd) => {
      isRefused(shell("ulimit -f 8; $P inject -f many.yaml -c own.yaml -o old.yaml", cwd), /Cannot write old\.yaml: file too large/);
      areAsBefore(cwd, { ...files, "many.yaml": many, "old.yaml": "old\n" });
    }));
  test("for -o, whose file is new", () =>
    withFiles({ ...files, "many.yaml": many }, (cwd) => {
      isRefused(shell("ulimit -f 8; $P inject -f many.yaml -c own.yaml -o new.yaml", cwd), /Cannot write new\.yaml: file too large/);
      areAsBefore(cwd, { ...files, "many.yaml": many });
    }));
  for (const [name, command] of [
    ["on a device that -o names", "$P inject -f a.yaml -c own.yaml -o /dev/full"],
    ["on standard output", "$P inject -q -f a.yaml -c own.yaml > /dev/full"],
    [
      "on the function's standard output",
      "printf 'apiVersion: config.kubernetes.io/v1\\nkind: ResourceList\\nitems: []\\nfunctionConfig:\\n%s' \"$(sed 's/^/  /' own.yaml)\" | $P > /dev/full",
    ],
  ] as const)
    if (existsSync("/dev/full"))
      test(name, () =>
        withFiles(files, (cwd) => {
          isRefused(shell(command, cwd), /Cannot write [^\n]*no space/);
          assert.ok(statSync("/dev/full").isCharacterDevice(), "the device is one still");
        }),
      );
    else test.skip(name, "there is no /dev/full");
});

/** A disk of 64 KiB; undefined if none may be mounted. */
function smallDisk(at: string): (() => void) | undefined {
  mkdirSync(at);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", at]).status !== 0) return undefined;
  return () => void spawnSync("umount", [at]);
}

suite("a full disk", (test) => {
  const canMount = withFiles({}, (cwd) => {
    const unmount = smallDisk(join(cwd, "disk"));
    unmount?.();
    return unmount !== undefined;
  });
  const name = "in the middle of --in-place leaves every file as it was";
  if (!canMount) test.skip(name, "no small disk can be mounted here; the tests of no room stand for it");
  else
    test(name, () =>
      withFiles({ "own.yaml": own }, (cwd) => {
        const disk = join(cwd, "disk");
        const unmount = smallDisk(disk);
        try {
          const texts = [deployment("a"), Array.from({ length: 100 }, (_, i) => deployment(`d${i}`)).join("---\n")];
          for (const [i, file] of ["a.yaml", "many.yaml"].entries()) writeFileSync(join(disk, file), texts[i] as string);
          isRefused(
            shell("$P inject -f disk/a.yaml -f disk/many.yaml -c own.yaml --in-place", cwd),
            /Cannot write disk\/many\.yaml: no space is left on the disk; no file was changed/,
          );
          assert.equal(
            ["a.yaml", "many.yaml"].map((file) => readFileSync(join(disk, file), "utf8")),
            texts,
          );
          assert.equal(readdirSync(disk).sort(), ["a.yaml", "many.yaml"]);
        } finally {
          unmount?.();
        }
      }),
    );
});

interface Refusal {
  readonly name: string;
  readonly command: string;
  readonly told: RegExp;
}

const refusals: readonly Refusal[] = [
  {
    name: "a URL",
    command: "$P inject -f https://example.com/app.yaml -c own.yaml",
    told: /Cannot read https:\/\/example\.com\/app\.yaml: it is a URL, and podgraft reads nothing from the network[^\n]*\n[^\n]*\n[^\n]*curl -fsSL/,
  },
  { name: "a URL as configuration", command: "$P inject -f a.yaml -c http://example.com/c.yaml", told: /it is a URL/ },
  {
    name: "a directory as configuration",
    command: "$P inject -f a.yaml -c .",
    told: /Cannot read the configuration from \.: it is a directory without a kustomization/,
  },
  {
    name: "standard input twice",
    command: "$P inject -f - -c - < own.yaml",
    told: /Cannot run: --file and --config both name standard input/,
  },
  {
    name: "standard input twice, by istioctl's flags",
    command: "$P inject --filename - --injectConfigFile - < own.yaml",
    told: /--file and --injectConfigFile both name standard input/,
  },
  { name: "two configurations", command: "$P inject -f a.yaml -c own.yaml -c own.yaml", told: /--config is given more than once/ },
  {
    name: "a summary as a patch",
    command: "$P diff -f a.yaml -c own.yaml --summary --format patch",
    told: /--summary only counts, and --format patch cannot; give --format text or json/,
  },
  {
    name: "a pipe in place",
    command: "mkfifo p; cat a.yaml > p & $P inject -f p -c own.yaml --in-place; s=$?; rm p; exit $s",
    told: /it is not a regular file/,
  },
  {
    name: "two inputs with the same resource",
    command: "$P check -f a.yaml -f <(cat a.yaml) -c own.yaml",
    told: /Cannot tell which Deployment a is meant/,
  },
];

table("refused", refusals, {
  title: ({ name }) => name,
  run: ({ command, told }) =>
    withFiles(files, (cwd) => {
      isRefused(shell(command, cwd), told);
      areAsBefore(cwd, files);
    }),
});

suite("an output that is not a file", (test) => {
  test("takes the text as it comes", () =>
    withFiles(files, (cwd) => {
      const piped = shell("$P inject -q -f a.yaml -c own.yaml", cwd);
      assert.equal(shell("$P inject -q -f a.yaml -c own.yaml -o /dev/stdout | cat", cwd), piped);
      assert.is(shell("mkfifo p; cat p & $P inject -q -f a.yaml -c own.yaml -o p; wait; rm p", cwd).out, piped.out);
    }));
});

suite("a reader that has enough", (test) => {
  for (const command of [
    "inject -q -f many.yaml -c own.yaml",
    "explain -q -f many.yaml -c own.yaml",
    "diff -q --exit-zero -f many.yaml -c own.yaml",
  ])
    test(`of ${command.split(" ")[0]} is not a fault`, () =>
      withFiles({ ...files, "many.yaml": many }, (cwd) => {
        const { out, err } = shell(`$P ${command} | head -1 > /dev/null; echo "\${PIPESTATUS[0]}"`, cwd);
        assert.is(out, "0\n");
        assert.is(err, "");
      }));
});
