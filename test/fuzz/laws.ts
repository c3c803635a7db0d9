import { isDeepStrictEqual } from "node:util";
import { runFunction } from "../../src/app/inject/function.ts";
import { check, type Diagnostic, inject, type NamedText, uninject } from "../../src/index.ts";
import { configurations } from "./configurations.ts";
import type { Judge, Reading } from "./judge.ts";
import { brokenLines } from "./line-laws.ts";
import type { Json, JsonMap } from "./objects.ts";
import type { Generated } from "./texts.ts";
import { brokenByWriter } from "./writer-laws.ts";

/** A law that a text breaks, and the texts that show it. */
export interface Broken {
  readonly law: string;
  readonly shown: readonly string[];
}

export interface Verdict {
  /** `read`: injected, and the laws held against it; `failed`: an error other than of the text; `refused`: as Go refuses it. */
  readonly outcome: "read" | "failed" | "refused";
  readonly broken: readonly Broken[];
}

type Subject = Pick<Generated, "text" | "configuration"> & Partial<Generated>;

/** Holds the laws against a text; those that need Go where there is a judge. */
export async function judged(subject: Subject, judge: Judge | undefined): Promise<Verdict> {
  const { text, configuration } = subject;
  const config = { file: "injector.yaml", text: configurations[configuration] };
  const [before, once] = await Promise.all([judge?.read(text), inject([named(text)], config)]);
  const refusal = once.diagnostics.find(isRefusal);
  if (before && judge && (before.error !== undefined) !== (refusal !== undefined)) {
    if (refusal ? await isMeant({ text, before, refusal, judge }) : once.failed) return { outcome: "refused", broken: [] };
    return { outcome: "refused", broken: [{ law: "is read where Go reads it", shown: [before.error ?? refusal?.message ?? ""] }] };
  }
  if (refusal) return { outcome: "refused", broken: [] };
  if (once.failed) return { outcome: "failed", broken: same("a failure changes nothing", once.texts[0]!.text, text) };
  const output = once.texts[0]!.text;
  const [own, gos] = await Promise.all([
    ownLaws(subject, output, config),
    judge && before ? goLaws({ before, output, judge, config }) : { broken: [] },
  ]);
  const lines =
    "after" in gos && subject.lines
      ? brokenLines({ lines: subject.lines, before: before!.values, after: gos.after, output, isEnded: /\n$/.test(text) })
      : [];
  const writer =
    "after" in gos && judge && before && subject.writer
      ? await brokenByWriter({ writer: subject.writer, before, after: gos.after, config, judge })
      : [];
  return { outcome: "read", broken: [...own, ...gos.broken, ...lines, ...writer] };
}

/** Why texts are refused that Go reads (docs/TESTING.md). */
const MEANT = [
  "is a line break for Kubernetes' readers",
  "a byte order mark is inside the text",
  "a key is an alias",
  "is not what its tag tag:yaml.org,2002:binary says",
  "Kubernetes' readers take",
];

interface Refused {
  readonly text: string;
  readonly before: Reading;
  readonly refusal: Diagnostic;
  readonly judge: Judge;
}

/** Whether podgraft is right to refuse what Go reads: for a reason that is known, or because Go loses a part of the text. */
async function isMeant({ text, before, refusal, judge }: Refused): Promise<boolean> {
  // What kyaml refuses, no host of a function passes on.
  if (before.kyaml !== undefined || MEANT.some((why) => refusal.message.includes(why))) return true;
  const lines = text.split("\n");
  const from = (refusal.location?.line ?? 1) - 1;
  const next = lines.findIndex((line, i) => i > from && line.startsWith("---"));
  const { values } = await judge.read(lines.toSpliced(from, (next === -1 ? lines.length : next) - from).join("\n"));
  return isDeepStrictEqual(values, before.values);
}

async function ownLaws({ text, count, isChecked, configuration }: Subject, output: string, config: NamedText): Promise<readonly Broken[]> {
  // What other configurations grafted before stays.
  const only = /podgraft(?:\.dev\/provenance|:guard)/.test(text) ? configuration : undefined;
  const [twice, back] = await Promise.all([inject([named(output)], config), uninject([named(output)], { only })]);
  return [
    ...same("twice is once", twice.texts[0]!.text, output, errorsOf(twice.diagnostics)),
    ...same("uninject gives the bytes back", back.texts[0]!.text, text, errorsOf(back.diagnostics)),
    ...(isChecked ? await checkLaw(output, config) : []),
    ...(count === 1 && isJson(text) && !isJson(output) ? [{ law: "JSON stays JSON", shown: [output] }] : []),
  ];
}

async function checkLaw(output: string, config: NamedText): Promise<readonly Broken[]> {
  const { findings, failed, diagnostics } = await check([named(output)], config, { requireInjected: true });
  const wrong = [...findings.filter(({ code }) => isAboutInjection.has(code)), ...(failed ? diagnostics : [])];
  return wrong.length === 0
    ? []
    : [{ law: "check is silent after inject", shown: [wrong.map(({ message }) => message).join("\n"), output] }];
}

const isAboutInjection = new Set(["StaleInjection", "MissingInjection", "ForeignEditKept", "ForeignEditLost", "Regrafted"]);

interface GoSubject {
  readonly before: Reading;
  readonly output: string;
  readonly judge: Judge;
  readonly config: NamedText;
}

/** What Go reads in the output is what the function makes of the items that Go reads in the input. */
async function goLaws({ before, output, judge, config }: GoSubject) {
  const list = listOf(objectsIn(before.values), config);
  const { output: pieces = [], diagnostics } = runFunction("list", list);
  // The list is JSON, and read as what it is.
  const wanted = JSON.parse(pieces.join("")) as JsonMap;
  const after = await judge.read(output);
  if (after.error !== undefined) return { broken: [{ law: "Go reads the output", shown: [after.error, output] }] };
  const broken: Broken[] = [];
  const [got, want] = [objectsIn(after.values), wanted.items ?? []].map(withoutProvenance);
  const failure = diagnostics.find(({ severity }) => severity === "error");
  if (failure) broken.push({ law: "a list is injected as a file is", shown: [failure.message, list] });
  else if (!isDeepStrictEqual(got, want))
    broken.push({ law: "Go reads the input and what was grafted", shown: [differences(got!, want!).join("\n"), output] });
  if (before.agree && !after.agree)
    broken.push({ law: "kyaml reads the output as Go's other readers do", shown: [after.kyaml ?? "", output] });
  return { broken, after: after.values };
}

function listOf(items: readonly Json[], config: NamedText): string {
  return `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":${escaped(JSON.stringify(items))},"functionConfig":${JSON.stringify(
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: config.text.match(/name: (\w+)/)![1]! },
      data: { config: config.text },
    },
  )}}`;
}

/** Go writes these into JSON as they are, and would read them in it as line breaks. */
function escaped(json: string): string {
  return json.replace(/[\u0085\u2028\u2029\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The objects of documents, those of Lists one by one. */
export function objectsIn(values: readonly Json[]): readonly Json[] {
  return values.flatMap((value) =>
    (value as JsonMap).kind === "List" || (value as JsonMap).kind === "ResourceList"
      ? (((value as JsonMap).items as Json[] | undefined) ?? [])
      : [value],
  );
}

/** What is kept to take grafts out may differ with the text; where it is there is a map of annotations. */
function withoutProvenance(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutProvenance);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !key.startsWith("podgraft.dev/provenance"));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, key === "annotations" ? emptied(withoutProvenance(inner)) : withoutProvenance(inner)]),
  );
}

function emptied(annotations: Json): Json {
  return annotations && typeof annotations === "object" && Object.keys(annotations).length === 0 ? null : annotations;
}

export function differences(got: Json, want: Json, path = ""): readonly string[] {
  if (isDeepStrictEqual(got, want)) return [];
  if (typeof got !== "object" || typeof want !== "object" || got === null || want === null)
    return [`${path}: ${JSON.stringify(got)}, wanted ${JSON.stringify(want)}`];
  const keys = [...new Set([...Object.keys(got), ...Object.keys(want)])];
  return keys.flatMap((key) => differences((got as JsonMap)[key] ?? null, (want as JsonMap)[key] ?? null, `${path}/${key}`));
}

function named(text: string): NamedText {
  return { file: "input.yaml", text };
}

export function isRefusal({ code, message }: Diagnostic): boolean {
  return code === "BrokenDocument" || (code === "InvalidInput" && message.includes("Cannot read the YAML"));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}

function errorsOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.flatMap(({ severity, message }) => (severity === "error" ? [message] : [])).join("\n");
}

function same(law: string, got: string, want: string, why = ""): readonly Broken[] {
  return got === want ? [] : [{ law, shown: [why, got] }];
}
