import { parse } from "yaml";
import { assert, table } from "../cases.ts";
import { resourceList } from "../hosts/resource-list.ts";
import { ns } from "./check-findings.ts";
import { deployment, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const list = resourceList([ns, deployment("web")], ownSidecar);
const asJson = JSON.stringify(parse(list));
/** The command's report goes to standard error, the results into the list. */
const rows: readonly {
  readonly args: readonly string[];
  readonly input?: string;
  readonly code: number;
  readonly results: readonly string[];
}[] = [
  { args: ["check"], code: 0, results: [] },
  { args: ["check", "--require-injected"], code: 1, results: ["MissingInjection"] },
  { args: ["check", "--require-injected"], input: asJson, code: 1, results: ["MissingInjection"] },
  { args: ["check", "--require-injected", "--fail-on", "error"], code: 1, results: ["MissingInjection"] },
  { args: ["check", "--suppress", "MissingInjection", "--require-injected"], code: 0, results: [] },
  { args: ["explain"], code: 0, results: ["Grafted"] },
  { args: ["diff"], code: 1, results: ["Grafted"] },
  { args: ["diff", "--exit-zero"], code: 0, results: ["Grafted"] },
  { args: ["check", "-c", "broken.yaml"], code: 2, results: ["InvalidConfiguration"] },
  { args: ["check", "-c", "missing.yaml"], code: 2, results: ["InvalidInput"] },
  { args: ["inject", "--format", "patch"], code: 0, results: ["Grafted"] },
  { args: ["inject", "--format", "list"], code: 0, results: ["Grafted"] },
  { args: ["inject", "-o", "out.yaml"], code: 0, results: ["Grafted"] },
  { args: ["inject", "-c", "broken.yaml"], code: 2, results: ["InvalidConfiguration"] },
  { args: ["uninject"], code: 0, results: [] },
  { args: ["uninject", "-o", "out.yaml"], code: 0, results: [] },
  { args: ["init"], code: 0, results: [] },
];

table("a host that sends a ResourceList to a command gets it back", rows, {
  title: ({ args, input }) => `${args.join(" ")}${input === undefined ? "" : ", as JSON"}`,
  run: ({ args, input = list, code, results }) =>
    withFiles({ "broken.yaml": ownSidecar.replace("sidecars:", "sidecarz:") }, (cwd) => {
      const ran = podgraft([args[0] as string, "-f", "-", ...args.slice(1)], { cwd, input });
      assert.is(ran.code, code, ran.err);
      const { results: told = [], ...rest } = parse(ran.out);
      assert.equal(rest, parse(list));
      assert.equal(
        told.map(({ tags }: { tags: { code: string } }) => tags.code),
        results,
      );
    }),
});
