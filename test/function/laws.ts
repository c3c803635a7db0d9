import { Lexer } from "yaml";
import type { Config } from "../../src/app/config/config.ts";
import { alignEqual } from "../../src/change/align.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { stableJson } from "../../src/graft/digest.ts";
import { splitDocuments } from "../../src/krm/split.ts";
import { isList, isMap, type Value, withKey } from "../../src/value/value.ts";
import { assert } from "../cases.ts";
import { applied, readAs, type YamlVersion } from "./other-reader.ts";
import { type Done, injected, uninjected, yamlValue } from "./run-core.ts";

/**
 * Checks on one text and one configuration what must hold for all of them.
 *
 * @returns the lines of the text that are not in the result, in order
 */
export async function checkLaws(text: string, config: Config, newer: Config): Promise<readonly string[]> {
  const once = await injected(text, config);
  if (hasErrors(once.diagnostics)) {
    same(once.text, text, "a failure changes the text");
    return [];
  }
  checkValues(text, once);
  checkComments(text, once.text);
  same((await injected(text, config)).text, once.text, "the same input gives another output");
  same((await injected(once.text, config)).text, once.text, "injecting twice is not injecting once");
  sameValues((await injected(once.text, newer)).text, (await injected(text, newer)).text, "upgrading is not injecting the newer");
  const back = await uninjected(once.text);
  same(back.text, text, "uninjecting does not give the original text back");
  return goneLines(text, once.text);
}

/** Law 1: every reader of the result sees what it saw before, with the computed changes. */
function checkValues(text: string, once: Done): void {
  for (const version of ["1.1", "1.2"] as const) {
    const want = stableJson(expected(version, text, once));
    const got = stableJson([...readAs(version, once.text)]);
    if (got !== want) fail(`a YAML ${version} reader sees other values`, `${once.text}\n--- want\n${want}\n--- got\n${got}`);
  }
}

/** The documents or items, each with its changes; parts without content stay as they are. */
function expected(version: YamlVersion, text: string, { manifest, edits }: Done): Value {
  const documents = [...readAs(version, text)];
  const inList = manifest.list && !manifest.list.whole;
  const filled = splitDocuments(manifest.text).length;
  for (const [part, partEdits] of edits) {
    for (const { path, delta } of partEdits) {
      const at = inList ? [0, "items", part, ...path] : [documents.length === filled ? part : documentIndex(documents, part), ...path];
      documents.splice(0, documents.length, ...(editedAt(documents, at, (seen) => applied(seen, delta)) as Value[]));
    }
  }
  return documents;
}

/** The index of the n-th document with content. */
function documentIndex(documents: readonly Value[], part: number): number {
  let left = part;
  return documents.findIndex((document) => document !== null && left-- === 0);
}

function editedAt(value: Value, [step, ...rest]: readonly (string | number)[], edit: (seen: Value) => Value): Value {
  if (step === undefined) return edit(value);
  if (typeof step === "number") return (value as Value[]).with(step, editedAt((value as Value[])[step] as Value, rest, edit));
  if (!isMap(value)) throw new Error(`no map at ${step}`);
  return withKey(value, step, editedAt(value[step] as Value, rest, edit));
}

/** Law 2: every comment is as often as it was. */
function checkComments(before: string, after: string): void {
  same(commentsOf(after).join("\n"), commentsOf(before).join("\n"), "comments are lost or doubled");
}

function commentsOf(text: string): readonly string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith("#")).sort();
}

/** The lines of `before` that have no counterpart in `after`, by a longest common subsequence. */
function goneLines(before: string, after: string): readonly string[] {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  const matched = new Set(alignEqual(old, now));
  return old.filter((_, i) => !matched.has(i));
}

function sameValues(actual: string, wanted: string, what: string): void {
  if (stableJson(allValues(actual)) !== stableJson(allValues(wanted))) fail(what, `${actual}\n--- want\n${wanted}`);
}

function allValues(text: string): Value {
  return splitDocuments(text.replace(/^\ufeff/, "")).map(
    ({ start, end }) => yamlValue(text.replace(/^\ufeff/, "").slice(start, end)) ?? null,
  );
}

function same(actual: string, wanted: string, what: string): void {
  if (actual !== wanted) fail(what, `${actual}\n--- want\n${wanted}`);
}

function fail(what: string, texts: string): never {
  assert.unreachable(`${what}\n--- got\n${texts}`);
  throw new Error(what);
}

/** The configuration as its next version might be: another image, one more variable, the last sidecar gone. */
export function newerSpec(value: Value): Value {
  const spec = isMap(value) ? value.spec : undefined;
  const sidecars = isMap(spec) ? spec.sidecars : undefined;
  if (!isMap(value) || !isMap(spec) || !isList(sidecars)) return value;
  const kept = sidecars.length > 1 ? sidecars.slice(0, -1) : sidecars;
  return withKey(value, "spec", withKey(spec, "sidecars", kept.map(changedText)));
}

function changedText(value: Value): Value {
  if (isList(value)) return value.map(changedText);
  if (!isMap(value)) return value;
  return Object.keys(value).reduce<Value & object>((map, key) => {
    const inner = value[key] as Value;
    const isText = key === "image" || (key === "value" && typeof inner !== "object" && value.op !== "test");
    const changed = isText ? `${String(inner)}-next` : changedText(inner);
    return withKey(map as never, key, changed);
  }, value);
}
