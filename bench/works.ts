import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readCorpus } from "../test/istio/corpus.ts";
import { documentsOf } from "./documents.ts";
import { resourceList } from "./manifests.ts";
import type { Work } from "./pairs.ts";
import { type Program, programs, type Row } from "./rows.ts";

const meshConfigMaps = ["injector-configmap.yaml", "mesh-configmap.yaml"].map((file) => readCorpus("base", file));

/** What a row measures and what it measures against, with their inputs in a directory. */
export function worksOf(row: Row, directory: string): { own: Work; other: Work } {
  const other = { ...row, count: row.otherCount ?? row.count };
  const isPeer = row.against.endsWith("inject");
  return {
    own: workOf(row.program, row, directory),
    other: workOf(row.against, isPeer ? { ...other, templates: true } : { ...other, templates: undefined }, directory),
  };
}

type Input = Omit<Row, "templates"> & { readonly templates?: true | undefined };

function workOf(program: Program, input: Input, directory: string): Work {
  const { command } = programs[program];
  const write = (file: string, text: string) => {
    writeFileSync(join(directory, file), text);
    return join(directory, file);
  };
  const { count, templates } = input;
  const list = resourceList(count, { ...input, ...(templates && !program.endsWith("inject") && { objects: meshConfigMaps }) });
  if (!program.endsWith("inject")) return { command, input: write(`${count}${templates ? "-templates" : ""}.yaml`, list) };
  const { documents, config } = documentsOf(list);
  const file = write(`${count}-documents.yaml`, documents.join("---\n"));
  const settings = templates ? meshFlags(write) : `-c ${write("injector.yaml", config)}`;
  return { command: `${command} -f - ${settings}`, input: file };
}

/** The mesh's ConfigMaps as the three files that `istioctl kube-inject` takes in their place. */
function meshFlags(write: (file: string, text: string) => string): string {
  const [injector, mesh] = meshConfigMaps.map((text) => (parse(text) as { data: Record<string, string> }).data);
  const flags = { injectConfigFile: injector?.config, valuesFile: injector?.values, meshConfigFile: mesh?.mesh };
  return Object.entries(flags)
    .map(([flag, text]) => `--${flag} ${write(flag, text ?? "")}`)
    .join(" ");
}
