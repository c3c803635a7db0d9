import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { assert } from "../cases.ts";
import { deployment, namespace, ownSidecar } from "../cli/manifests.ts";
import { root } from "../files.ts";
import { hostSuite } from "./hosts.ts";
import { type Package, withPackage } from "./package.ts";

// No runner of GitHub's or GitLab's can be had: the steps run in bash as the runner would run them, with programs in the
// place of gh and curl that note what they are asked and answer from a file.

/** Notes its arguments, and the text that it would send. */
const noting = `#!/bin/bash
printf '%s\\n' "$@" >>calls.txt
for arg in "$@"; do case "$arg" in body=@*) cat "\${arg#body=@}" >body.md;; body@*) cat "\${arg#body@}" >body.md;; esac; done
case "$*" in *--jq*|*per_page*) cat answer.txt;; esac
[ ! -e refuse ]
`;

const files = {
  "app/web.yaml": deployment("web"),
  "app/ns.yaml": namespace("shop", "logging: enabled"),
  "injector.yaml": ownSidecar,
  "bin/gh": noting,
  "bin/curl": noting,
  "calls.txt": "",
  "answer.txt": "",
  "summary.md": "",
  "output.txt": "",
};

function inJob(use: (pkg: Package, sh: (script: string, env?: Readonly<Record<string, string>>) => ReturnType<Package["run"]>) => void) {
  withPackage(files, (pkg) => {
    for (const program of ["gh", "curl"]) chmodSync(join(pkg.dir, "bin", program), 0o755);
    const path = [join(pkg.dir, "bin"), join(root, "plugin"), process.env.PATH].join(delimiter);
    use(pkg, (script, env = {}) =>
      pkg.run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { env: { ...env, PATH: path } }),
    );
  });
}

hostSuite([], "the GitHub action", (test) => {
  const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
  const step = (name: string) => action.runs.steps.find((each: { name: string }) => each.name === name).run as string;
  const runner = { RUNNER_TEMP: ".", GITHUB_OUTPUT: "output.txt", GITHUB_STEP_SUMMARY: "summary.md", GITHUB_REPOSITORY: "o/r" };
  const inputs = { FILES: "app", CONFIG: "injector.yaml", ARGS: action.inputs.args.default };
  const comment = { ...runner, NUMBER: "7", REPORT: "./podgraft.md" };

  test("sets every variable that its steps read", () => {
    for (const { run, env = {} } of action.runs.steps as readonly { run: string; env?: Record<string, string> }[])
      for (const [, name] of run.matchAll(/\$\{?([A-Z][A-Z_]+)/g))
        assert.ok(name?.startsWith("GITHUB_") || name === "RUNNER_TEMP" || Object.hasOwn(env, name as string), name);
  });
  test("annotates, writes the summary, and fails the check", () =>
    inJob((pkg, sh) => {
      const { code, stdout } = sh(step("Check"), { ...runner, ...inputs });
      assert.is(code, 1);
      assert.match(stdout, "::error file=app/web.yaml,line=1,title=MissingInjection (IST0103)::Deployment shop/web: ");
      assert.match(pkg.read("summary.md"), "### podgraft: found 1 error\n");
      assert.is(pkg.read("output.txt"), "report=./podgraft.md\n");
    }));
  test("passes where all is injected", () =>
    inJob((pkg, sh) => {
      assert.is(pkg.run("podgraft", ["inject", "--in-place", "app", "-c", "injector.yaml"]).code, 0);
      assert.is(sh(step("Check"), { ...runner, ...inputs }).code, 0);
      assert.match(pkg.read("summary.md"), "### podgraft: found nothing\n");
    }));
  test("fails without a report where nothing can be read", () =>
    inJob((pkg, sh) => {
      assert.is(sh(step("Check"), { ...runner, ...inputs, FILES: "nowhere" }).code, 2);
      assert.is(pkg.read("summary.md"), "");
      assert.is(sh(step("Comment"), comment).code, 0);
      assert.is(pkg.read("calls.txt"), "");
    }));
  test("comments once, and replaces its comment later", () =>
    inJob((pkg, sh) => {
      sh(step("Check"), { ...runner, ...inputs });
      assert.is(sh(step("Comment"), comment).code, 0);
      assert.match(pkg.read("calls.txt"), "--silent\nrepos/o/r/issues/7/comments\n-F\nbody=@./podgraft.md.comment\n");
      assert.match(pkg.read("body.md"), "<!-- podgraft -->\n### podgraft: found 1 error\n");
      pkg.write("answer.txt", "41\n");
      assert.is(sh(step("Comment"), comment).code, 0);
      assert.match(pkg.read("calls.txt"), "PATCH\nrepos/o/r/issues/comments/41\n");
    }));
  test("warns where it may not comment", () =>
    inJob((pkg, sh) => {
      sh(step("Check"), { ...runner, ...inputs });
      pkg.write("refuse", "");
      const { code, stdout } = sh(step("Comment"), comment);
      assert.is(code, 0);
      assert.match(stdout, "::warning title=podgraft::The report is not on the pull request");
    }));
});

hostSuite([], "the template for GitLab CI", (test) => {
  const job = parse(readFileSync(join(root, "plugin/gitlab/podgraft.gitlab-ci.yml"), "utf8")).podgraft;
  const lines = (name: string) => (job[name] as readonly string[]).join("\n");
  const env = {
    ...job.variables,
    PODGRAFT_FILES: "app",
    CI_API_V4_URL: "https://gitlab.example.com/api/v4",
    CI_PROJECT_ID: "5",
    CI_MERGE_REQUEST_IID: "7",
  };
  const notes = "https://gitlab.example.com/api/v4/projects/5/merge_requests/7/notes";

  test("fails the job, and leaves both reports", () =>
    inJob((pkg, sh) => {
      assert.is(sh(`${lines("before_script")}\n${lines("script")}`, env).code, 1);
      assert.match(pkg.read("podgraft.xml"), 'failures="1"');
      assert.match(pkg.read("podgraft.md"), "### podgraft: found 1 error\n");
      assert.is(sh(lines("after_script"), env).code, 0);
      assert.is(pkg.read("calls.txt"), "", "without a token nothing is sent");
    }));
  test("writes one note, and replaces it later", () =>
    inJob((pkg, sh) => {
      const withToken = { ...env, PODGRAFT_TOKEN: "secret" };
      sh(lines("script"), env);
      pkg.write("answer.txt", '[{"id": 3, "body": "other"}]');
      assert.is(sh(lines("after_script"), withToken).code, 0);
      assert.match(pkg.read("calls.txt"), `--data-urlencode\nbody@podgraft-note.md\n${notes}\n`);
      assert.match(pkg.read("body.md"), "<!-- podgraft -->\n### podgraft: found 1 error\n");
      pkg.write("answer.txt", '[{"id": 3, "body": "other"}, {"id": 4, "body": "<!-- podgraft -->\\nold"}]');
      assert.is(sh(lines("after_script"), withToken).code, 0);
      assert.match(pkg.read("calls.txt"), `PUT\n--data-urlencode\nbody@podgraft-note.md\n${notes}/4\n`);
    }));
});
