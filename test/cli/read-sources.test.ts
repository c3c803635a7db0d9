import { assert, table } from "../cases.ts";
import { deployment, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const files = {
  "shop.yaml": `${namespace("shop", "logging: enabled")}---\n${deployment("web")}---\n${deployment("cache")}`,
  "bank.yaml": `${namespace("bank", "logging: enabled")}---\n${deployment("web", { namespace: "bank" })}`,
  "bare.yaml": deployment("bare"),
  "none.yaml": deployment("batch", { namespace: "" }),
  "deploy/web": deployment("other"),
  "c.yaml": ownSidecar,
};

interface Row {
  readonly args: readonly string[];
  readonly code?: number;
  /** The workloads that are spoken of, in order. */
  readonly about?: readonly string[];
  readonly err?: string;
}

const rows: readonly Row[] = [
  { args: ["explain", "shop.yaml", "bank.yaml"], about: ["shop/web", "shop/cache", "bank/web"] },
  { args: ["explain", "deploy/cache", "shop.yaml", "bank.yaml"], about: ["shop/cache"] },
  { args: ["explain", "Deployment/bank/web", "-f", "."], about: ["bank/web"] },
  { args: ["explain", "-f", ".", "-n", "bank"], about: ["bank/web", "batch"] },
  { args: ["explain", "-f", ".", "-n", "bank", "--default-namespace", "shop"], about: ["bank/web"] },
  { args: ["explain", "none.yaml", "shop.yaml", "--default-namespace", "shop", "deployments/batch"], about: ["batch"] },
  { args: ["check", "--require-injected", "shop.yaml", "bank.yaml", "deploy/cache"], code: 1, about: ["shop/cache"] },
  { args: ["check", "--require-injected", "shop.yaml", "bank.yaml", "-n", "bank"], code: 1, about: ["bank/web"] },
  { args: ["diff", "--format=json", "deploy/shop/web", "shop.yaml", "bank.yaml"], code: 1, about: ["shop/web"] },
  { args: ["diff", "--format=json", "-n", "bank", "shop.yaml", "bank.yaml"], code: 1, about: ["bank/web"] },
  { args: ["explain", "deploy/webb", "shop.yaml"], code: 2, err: "did you mean deployment/web?\n" },
  { args: ["check", "-n", "bnak", "shop.yaml", "bank.yaml"], code: 2, err: "did you mean bank?\n" },
  { args: ["diff", "sts/ledger", "shop.yaml"], code: 2, err: "expected one of deployment/web, deployment/cache\n" },
  { args: ["explain", "deploy/web", "shop.yaml"], code: 2, err: "write ./deploy/web for the path, deploy.apps/web for the workload\n" },
  { args: ["explain", "deploy.apps/web", "shop.yaml"], about: ["shop/web"] },
  { args: ["explain", "./deploy/web"], about: ["shop/other"] },
  { args: ["check", "--require-injected", "bare.yaml", "--context", "shop.yaml"], code: 1, about: ["shop/bare"] },
  {
    args: ["check", "--require-injected", "bare.yaml", "shop.yaml", "--context", "shop.yaml", "deploy/bare"],
    code: 1,
    about: ["shop/bare"],
  },
  { args: ["explain", "missing.yaml"], code: 2, err: "missing.yaml" },
];

table("what a command is asked about", rows, {
  title: ({ args }) => args.join(" "),
  run: ({ args, code = 0, about, err: told }) =>
    withFiles(files, (cwd) => {
      const { out, err, code: status } = podgraft([...args, "-c", "c.yaml"], { cwd });
      assert.is(status, code, err);
      if (told !== undefined) assert.match(err, told);
      const named =
        args[0] === "diff"
          ? inJson(out)
          : [...out.matchAll(/\bDeployment ((?:\w+\/)?(?:web|cache|bare|batch|other))/g)].map(([, name]) => name);
      assert.equal([...new Set(named)], about ?? []);
    }),
});

function inJson(out: string): readonly string[] {
  const found: readonly { resource: { namespace: string; name: string } }[] = out === "" ? [] : JSON.parse(out);
  return found.map(({ resource: { namespace, name } }) => `${namespace}/${name}`);
}
