import { assert, table } from "../cases.ts";
import { withFiles } from "../files.ts";
import { own, shell } from "../program/shell.ts";
import { deployment } from "./manifests.ts";

const files = { "d/a.yaml": deployment("a"), "own.yaml": own, "other.yaml": deployment("other") };
const inject = "$P inject -f d -c own.yaml";

interface Row {
  readonly name: string;
  readonly made: string;
  readonly told: RegExp;
}

const leadingOut: readonly Row[] = [
  {
    name: "to a file",
    made: "ln -s ../other.yaml d/link.yaml",
    told: /Cannot read d\/link\.yaml: it is a link that leads out of \S+\/d\n.*d\/link\.yaml.*\n.*\.podgraftignore/,
  },
  { name: "to a secret of the system", made: "ln -s /etc/passwd d/link.json", told: /Cannot read d\/link\.json: it is a link/ },
  { name: "to a directory", made: "mkdir o; ln -s ../o d/link", told: /Cannot read d\/link: it is a link that leads out of/ },
  { name: "to a device", made: "ln -s /dev/zero d/link.yaml", told: /Cannot read d\/link\.yaml: it is a link that leads out of/ },
  { name: "from a directory below", made: "mkdir d/e; ln -s ../../other.yaml d/e/l.yaml", told: /Cannot read d\/e\/l\.yaml: it is a link/ },
  { name: "by way of another link", made: "ln -s .. d/up; ln -s up/other.yaml d/l.yaml", told: /Cannot read d\/l\.yaml: it is a link/ },
];

table("in a directory, a link that leads out of it", leadingOut, {
  title: ({ name }) => name,
  run: ({ made, told }) =>
    withFiles(files, (cwd) => {
      const { code, out, err } = shell(`${made}; ${inject}`, cwd);
      assert.equal([code, out], [2, ""], err);
      assert.match(err, told, err);
    }),
});

const taken: readonly Omit<Row, "told">[] = [
  {
    name: "a link to a file in the directory, where only the link has a manifest's name",
    made: "mv d/a.yaml d/a.txt; ln -s a.txt d/b.yaml",
  },
  { name: "a link to the directory", made: "ln -s d e; mv e f; set -- f" },
  { name: "a link that leads out, whose name is not a manifest's", made: "ln -s /etc/passwd d/link" },
  { name: "a link that leads out and is ignored", made: "ln -s ../other.yaml d/l.yaml; echo l.yaml > d/.podgraftignore" },
  { name: "the configuration, which is a link that leads out", made: "ln -s ../own.yaml d/own.yaml; set -- d d/own.yaml" },
];

table("in a directory, taken as always", taken, {
  title: ({ name }) => name,
  run: ({ made }) =>
    withFiles(files, (cwd) => {
      const usual = shell(`${inject} -q`, cwd);
      assert.equal(shell(`${made}; $P inject -q -f "\${1:-d}" -c "\${2:-own.yaml}"`, cwd), usual);
    }),
});

const skipped: readonly Row[] = [
  { name: "a FIFO", made: "mkfifo d/p.yaml", told: /warning SkippedFile: d\/p\.yaml is a FIFO, not a file; it is not read\n/ },
  {
    name: "a socket",
    made: `node -e 'require("net").createServer().listen("d/s.json", () => process.kill(process.pid, "SIGKILL"))'`,
    told: /warning SkippedFile: d\/s\.json is a socket, not a file; it is not read\n/,
  },
  { name: "a link to a FIFO", made: "mkfifo d/p; ln -s p d/q.yml", told: /warning SkippedFile: d\/q\.yml is a FIFO/ },
];

for (const command of ["inject", "uninject", "explain", "check", "diff --exit-zero"])
  table(`in a directory, ${command} skips`, command === "inject" ? skipped : skipped.slice(0, 1), {
    title: ({ name }) => name,
    run: ({ made, told }) =>
      withFiles(files, (cwd) => {
        const config = command === "uninject" ? "" : "-c own.yaml";
        const { out, err } = shell(`${made}; timeout 20 $P ${command} -f d ${config}`, cwd);
        assert.match(err, told, err);
        assert.is(out, shell(`rm d/[pqs]*; $P ${command} -f d ${config}`, cwd).out);
      }),
  });
