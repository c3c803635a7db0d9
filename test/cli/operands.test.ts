import { readOperands } from "../../src/cli/operands.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly text: string;
  readonly exists?: true;
  /** What a command makes of it that takes workloads: "file", "workload", or what the problem says. */
  readonly is: string;
  /** What one makes of it that takes files alone. */
  readonly alone?: string;
}

const rows: readonly Row[] = [
  { text: "-", is: "file" },
  { text: "web.yaml", is: "file" },
  { text: "app/web.yml", is: "file" },
  { text: "deploy/web.json", is: "file" },
  { text: "app", exists: true, is: "file" },
  { text: "deploy/web", is: "workload", alone: "file" },
  { text: "Deployment/web", is: "workload", alone: "file" },
  { text: "deploy/shop/web", is: "workload", alone: "file" },
  { text: "farm.example.com/web-1.2", is: "workload", alone: "file" },
  { text: "deploy/a/b/c", is: "file" },
  { text: "./deploy/web", is: "file" },
  { text: "/deploy/web", is: "file" },
  { text: "~/web", is: "file" },
  {
    text: "deploy/web",
    exists: true,
    is: '"deploy/web" is a path here, and may be a workload; write ./deploy/web for the path, deploy.apps/web for the workload',
    alone: "file",
  },
  { text: "po/shop/web", exists: true, is: "./po/shop/web for the path, po.v1./shop/web for the workload", alone: "file" },
  { text: "deploy.apps/web", exists: true, is: "workload", alone: "file" },
  { text: "app/web", exists: true, is: "file" },
  { text: "v1.2/web", exists: true, is: "file" },
  { text: "web", is: '"web" is neither a file nor KIND/NAME; a workload is written KIND/NAME: deployment/web', alone: "file" },
  { text: "deployments", is: '"deployments" is neither a file nor KIND/NAME; a workload is written deployments/NAME', alone: "file" },
];

for (const takesWorkloads of [true, false])
  table(`operands, ${takesWorkloads ? "workloads among them" : "files alone"}`, rows, {
    title: ({ text, exists }) => `${text}${exists ? " (a path)" : ""}`,
    run: ({ text, exists, is, alone = is }) => {
      const read = readOperands([text], takesWorkloads, () => exists === true);
      const expected = takesWorkloads ? is : alone;
      if ("problem" in read) assert.match(read.problem, expected);
      else
        assert.equal([read.files, read.workloads], expected === "file" ? [[text], []] : expected === "workload" ? [[], [text]] : expected);
    },
  });
