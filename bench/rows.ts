import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileOf } from "../tools/executable.ts";
import { thisPlatform } from "../tools/runtimes.ts";
import type { PackageOptions } from "./manifests.ts";

export interface Row extends PackageOptions {
  readonly work: string;
  readonly count: number;
  readonly program: Program;
  readonly against: Program;
  /** The ratio that podgraft should not exceed. */
  readonly goal: number;
  readonly pairs?: number;
  /** MiB. */
  readonly memory?: number;
  /** Left out of a quick run. */
  readonly slow?: true;
  /** With the mesh's own templates; both programs, unless the other has none. */
  readonly templates?: true;
  /** How many resources the other one reads, if not as many. */
  readonly otherCount?: number;
}

/** What is run. Names that end in "inject" read documents by the options of `istioctl kube-inject`; the others a ResourceList. */
export type Program =
  | "node -e 0"
  | "node copy"
  | "yaml identity"
  | "podgraft"
  | "executable"
  | "executable inject"
  | "istioctl kube-inject";

const executable = join(import.meta.dirname, "../dist", fileOf(thisPlatform()));
const istioctl = process.env.BENCH_ISTIOCTL;

export const programs: Readonly<Record<Program, { readonly command: string; readonly missing?: string | undefined }>> = {
  "node -e 0": { command: "node -e 0" },
  "node copy": { command: `node ${here("copy.cjs")}` },
  "yaml identity": { command: `node ${here("yaml-identity.cjs")}` },
  podgraft: { command: `node ${here("../plugin/podgraft")}` },
  executable: { command: executable, missing: unlessThere(executable, "npm run executable -- this") },
  "executable inject": { command: `${executable} inject`, missing: unlessThere(executable, "npm run executable -- this") },
  "istioctl kube-inject": {
    command: `${istioctl} kube-inject --revision default`,
    missing: unlessThere(istioctl ?? "istioctl", "BENCH_ISTIOCTL=PATH npm run bench"),
  },
};

function here(file: string): string {
  return join(import.meta.dirname, file);
}

function unlessThere(path: string, fix: string): string | undefined {
  return existsSync(path) ? undefined : `${path} is not there. fix: ${fix}`;
}

const node = { program: "podgraft" } as const;
const list = { program: "executable" } as const;
const peer = { program: "executable inject", against: "istioctl kube-inject", istio: true } as const;

export const rows: readonly Row[] = [
  { ...node, work: "inject", count: 10, against: "node -e 0", goal: 1.15, pairs: 21 },
  { ...node, work: "inject", count: 1000, against: "node -e 0", goal: 2 },
  { ...node, work: "inject", count: 1000, against: "yaml identity", goal: 0.2, pairs: 5 },
  { ...node, work: "inject", count: 10_000, against: "node copy", goal: 2, memory: 120 },
  { ...node, work: "nothing qualifies", count: 10_000, against: "node copy", goal: 1.3, qualifies: false },
  { ...node, work: "outside the quick reader", count: 1000, against: "yaml identity", goal: 1, pairs: 5, folded: true },
  { ...node, work: "with Istio", count: 10, against: "node -e 0", goal: 1.15, pairs: 21, istio: true },
  { ...node, work: "with Istio", count: 1000, against: "node -e 0", goal: 2, istio: true },
  { ...node, work: "with Istio", count: 1000, against: "yaml identity", goal: 0.2, pairs: 5, istio: true },
  { ...node, work: "with Istio", count: 10_000, against: "node copy", goal: 2, memory: 120, istio: true, slow: true },
  { ...node, work: "the mesh's templates", count: 1000, against: "podgraft", goal: 1.5, istio: true, templates: true },
  { ...node, work: "inject", count: 100_000, against: "node copy", goal: 2, pairs: 3, slow: true },
  { ...list, work: "inject", count: 1000, against: "yaml identity", goal: 0.12, pairs: 5 },
  { ...list, work: "with Istio", count: 10, against: "node -e 0", goal: 0.7, pairs: 21, istio: true },
  { ...list, work: "with Istio", count: 10, against: "podgraft", goal: 1, pairs: 21, istio: true },
  { ...list, work: "with Istio", count: 1000, against: "podgraft", goal: 1, istio: true },
  { ...list, work: "with Istio", count: 10_000, against: "executable", otherCount: 1000, goal: 10, memory: 150, pairs: 5, istio: true },
  { ...peer, work: "with Istio", count: 10, goal: 0.4, pairs: 21 },
  { ...peer, work: "the mesh's templates", count: 10, goal: 0.6, pairs: 21, templates: true },
  { ...peer, work: "with Istio", count: 1000, goal: 0.15 },
  { ...peer, work: "the mesh's templates", count: 1000, goal: 0.4, templates: true },
];
