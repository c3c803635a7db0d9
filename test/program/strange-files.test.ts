import { join } from "node:path";
import { temporaryName } from "../../src/cli/temporary-files.ts";
import { assert, suite, table } from "../cases.ts";
import { deployment } from "../cli/manifests.ts";
import { withFiles } from "../files.ts";
import { areAsBefore, isRefused, own, shell } from "./shell.ts";

const files = { "d/a.yaml": deployment("a"), "own.yaml": own };

const large = /Cannot read (?:stdin|large\.yaml): it is larger than 512 MiB\n *at .*\n *fix: split it into smaller files/;

const tooLarge: readonly { readonly name: string; readonly made: string }[] = [
  { name: "a file", made: "$P inject -f large.yaml -c own.yaml" },
  { name: "a configuration", made: "$P inject -f d -c large.yaml" },
  { name: "standard input that is a file", made: "$P inject -f - -c own.yaml < large.yaml" },
  { name: "standard input that is a pipe without an end", made: "cat /dev/zero | $P inject -f - -c own.yaml" },
  { name: "the function's standard input that is a file", made: "$P < large.yaml" },
  { name: "the function's standard input that is a pipe without an end", made: "cat /dev/zero | $P" },
];

table("more than a text can hold", tooLarge, {
  title: ({ name }) => name,
  run: ({ made }) => withFiles(files, (cwd) => isRefused(shell(`truncate -s 3G large.yaml; ${made}`, cwd), large)),
});

suite("what an interrupted run left", (test) => {
  const left = temporaryName().replace(`-${process.pid}-`, "-4194305-");
  const living = temporaryName();
  for (const command of ["inject -f d -c own.yaml --in-place", "inject -f d -c own.yaml -o d/new.yaml"])
    test(`is reported and removed by ${command}, but not what a run that goes on has`, () =>
      withFiles({ ...files, [`d/${left}`]: "kind: Half", [`d/${living}`]: "kind: Half" }, (cwd) => {
        const { code, err } = shell(`$P ${command}; ls -A d | grep podgraft`, cwd);
        assert.is(code, 0, err);
        assert.match(err, `warning InterruptedRun: An earlier run was interrupted and left`);
        assert.ok(err.includes(`d/${left}, which is removed now`) && !err.includes(living), err);
        assert.is(shell("ls -A d | grep podgraft", cwd).out, `${living}\n`);
      }));
  test("stays where nothing is written", () =>
    withFiles({ ...files, [`d/${left}`]: "kind: Half" }, (cwd) => {
      assert.is(shell(`$P inject -f d -c own.yaml > ${join(cwd, "out")}; rm out`, cwd).code, 0);
      areAsBefore(cwd, { ...files, [`d/${left}`]: "kind: Half" });
    }));
});
