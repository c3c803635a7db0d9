import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { assert, suite, table } from "../cases.ts";
import { allowed, hasSource, root } from "./context.ts";
import { parseDockerfile } from "./dockerfile.ts";
import { lint } from "./lint.ts";

const dockerfile = readFileSync(join(root, "plugin/Dockerfile"), "utf8");
const targets = ["cmp", "function"];

suite("plugin/Dockerfile", (test) => {
  test("breaks no rule", () => assert.equal(lint(dockerfile, { targets, hasSource }), []));
  test("makes the function where no target is named", () => assert.is(parseDockerfile(dockerfile).stages.at(-1)?.name, "function"));
  test("gets from .dockerignore what it copies, and no more", () => {
    const copied = parseDockerfile(dockerfile)
      .stages.flatMap(({ instructions }) => instructions)
      .filter(({ name, options }) => name === "COPY" && options.from === undefined)
      .flatMap(({ words }) => words.slice(0, -1));
    assert.equal([...copied].sort(), [...allowed].sort());
  });
});

suite("docs/IMAGE.md", (test) => {
  test("names the images by this version", () => {
    const versions = [...readFileSync(join(root, "docs/IMAGE.md"), "utf8").matchAll(/localhost\/podgraft(?:-cmp)?:([\w.]+\w)/g)].map(
      ([, version]) => version,
    );
    assert.ok(versions.length > 0);
    assert.equal([...new Set(versions)], [manifest.version]);
  });
});

const digest = `sha256:${"0".repeat(64)}`;
const base = `example.com/node:1@${digest}`;
const good = `FROM ${base} AS build\nCOPY src src\nRUN ["make"]\n\nFROM ${base} AS function\nCOPY --from=build /src /opt\nUSER 65532:65532\nENTRYPOINT ["/opt/run"]\n`;

table(
  "what the rules refuse",
  [
    { name: "nothing in a good one", from: "", to: "", found: [] },
    {
      name: "no digest",
      from: `FROM ${base} AS build`,
      to: "FROM example.com/node:1 AS build",
      found: ["1: an image by tag and digest, not latest"],
    },
    {
      name: "latest",
      from: `FROM ${base} AS build`,
      to: `FROM example.com/node:latest@${digest} AS build`,
      found: ["1: an image by tag and digest, not latest"],
    },
    { name: "ADD", from: "COPY src src", to: "ADD https://example.com/x x", found: ["2: an instruction that the rules know"] },
    { name: "a shell's RUN", from: 'RUN ["make"]', to: "RUN make", found: ["3: RUN and ENTRYPOINT in the exec form"] },
    { name: "a shell's ENTRYPOINT", from: '["/opt/run"]', to: "/opt/run", found: ["8: RUN and ENTRYPOINT in the exec form"] },
    { name: "RUN in the image", from: "USER", to: 'RUN ["make"]\nUSER', found: ["7: nothing RUN in what becomes an image"] },
    {
      name: "root",
      from: "65532:65532",
      to: "0:0",
      found: ["5: a target with a numeric USER that is not root, and an ENTRYPOINT"],
    },
    {
      name: "a user by name",
      from: "65532:65532",
      to: "nobody",
      found: ["5: a target with a numeric USER that is not root, and an ENTRYPOINT"],
    },
    { name: "a source that is not there", from: "COPY src src", to: "COPY srk src", found: ["2: a COPY of what is there"] },
    { name: "a stage that is not there", from: "--from=build", to: "--from=built", found: ["6: a COPY of what is there"] },
  ],
  {
    title: ({ name }) => name,
    run: ({ from, to, found }) =>
      assert.equal(lint(good.replace(from, to), { targets: ["function"], hasSource: (path) => path === "src" }), found),
  },
);
