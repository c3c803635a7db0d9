import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { floors, mostLines, neighbours, packages, rooms, strangers } from "./floors.ts";

/** The files of src/ by their paths in it. */
export type House = ReadonlyMap<string, string>;

interface Import {
  readonly line: number;
  /** A path in src/, or a package's name as it was written. */
  readonly target: string;
}

export function readHouse(): House {
  const paths = readdirSync("src", { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return new Map(
    paths.filter((path) => /\.[cm]?[tj]s$|(?:^|\/)README\.md$/.test(path)).map((path) => [path, readFileSync(`src/${path}`, "utf8")]),
  );
}

/** What in the house breaks its rules, each with its place. */
export function faultsOf(house: House): readonly string[] {
  return rules.flatMap((rule) => rule(house));
}

const rules: readonly ((house: House) => readonly string[])[] = [directions, faces, cycles, lengths, dialectLengths];

const STATEMENT = /^(?:import|export)\b(?:[\w*{}\s,$]*?\bfrom)?\s*"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm;

function importsOf(path: string, text: string): readonly Import[] {
  if (path.endsWith(".md")) return [];
  return [...text.matchAll(STATEMENT)].map(({ 1: stated, 2: called, index }) => {
    const named = stated ?? (called as string);
    const target = named.startsWith(".") ? join(dirname(path), named) : named;
    return { target, line: text.slice(0, index).split("\n").length };
  });
}

function directions(house: House): readonly string[] {
  return [...house].flatMap(([path, text]) =>
    importsOf(path, text).flatMap(({ target, line }) => {
      const why = refusal(folderOf(path), target, house) ?? roomRefusal(path, target);
      return why === undefined ? [] : [`src/${path}:${line}: ${why}`];
    }),
  );
}

function folderOf(path: string): string {
  return path.split("/")[0] as string;
}

/** Why a folder may not import something; undefined if it may. */
function refusal(from: string, target: string, house: House): string | undefined {
  if (!house.has(target)) return packageRefusal(from, target);
  const to = folderOf(target);
  if (from === to) return undefined;
  const [own, other] = [from, to].map((folder) => floors.findIndex((floor) => floor.includes(folder))) as [number, number];
  if (own < 0) return `${from} is on no floor; name it in tools/floors.ts`;
  if (other > own) return `${from} imports ${to}, which is above it; imports go down only`;
  if (other === own && !neighbours[from]?.includes(to)) return `${from} imports ${to}, its neighbour; tools/floors.ts names who may`;
  return strangers[from]?.includes(to) ? `${from} imports ${to}, which it is not to know` : undefined;
}

/** The same between the rooms of one folder. */
function roomRefusal(path: string, target: string): string | undefined {
  const folder = folderOf(path);
  const own = rooms[folder];
  if (!own || folderOf(target) !== folder) return undefined;
  const roomOf = (file: string) => (file.split("/").length > 2 ? (file.split("/")[1] as string) : "");
  const [from, to] = [roomOf(path), roomOf(target)];
  const [lower, upper] = [to, from].map((room) => own.findIndex((floor) => floor.includes(room))) as [number, number];
  if (upper < 0) return `${folder}/${from} is not a room that tools/floors.ts names`;
  return from === to || lower < upper ? undefined : `${folder}/${from} imports ${folder}/${to}, which is not below it`;
}

/** Imports of files that the README of their folder does not name, and names there that nobody needs. */
function faces(house: House): readonly string[] {
  const named = new Map(
    [...house].flatMap(([path, text]) => (path.endsWith("README.md") ? [[dirname(path), namesIn(text)] as const] : [])),
  );
  const used = new Map([...named.keys()].map((folder) => [folder, new Set<string>()]));
  const hidden = [...house].flatMap(([path, text]) =>
    importsOf(path, text).flatMap(({ target, line }) => {
      const folder = house.has(target) ? enteredFolder(path, target) : undefined;
      const names = folder === undefined ? undefined : named.get(folder);
      if (folder === undefined || !names) return [];
      const name = target.slice(folder.length + 1);
      used.get(folder)?.add(name);
      return names.includes(name)
        ? []
        : [`src/${path}:${line}: imports ${target}; src/${folder}/README.md does not name ${name} for others`];
    }),
  );
  const idle = [...named].flatMap(([folder, names]) =>
    names.filter((name) => !used.get(folder)?.has(name)).map((name) => `src/${folder}/README.md: names ${name}, which nobody else imports`),
  );
  return [...hidden, ...idle];
}

/** The files in backticks. */
function namesIn(readme: string): readonly string[] {
  return [...readme.matchAll(/`([^`\s]+\.ts)`/g)].map(([, name]) => name as string);
}

/** The first folder on the way to a file that the importing file is not in. */
function enteredFolder(path: string, target: string): string | undefined {
  const steps = dirname(target).split("/");
  const ways = steps.map((_, i) => steps.slice(0, i + 1).join("/"));
  return ways.find((folder) => folder !== "." && !path.startsWith(`${folder}/`));
}

function packageRefusal(from: string, target: string): string | undefined {
  if (target.startsWith(".")) return undefined;
  const name = /^(?:node:|@[^/]+\/[^/]+|[^/]+)/.exec(target)?.[0] ?? target;
  const users = Object.hasOwn(packages, name) ? (packages[name] as readonly string[]) : [];
  if (users.includes(from)) return undefined;
  return `${from} imports ${target}; ${users.length === 0 ? "tools/floors.ts names no folder that may" : `only ${users.join(", ")} may`}`;
}

/** Each circle of files that import each other, once. */
function cycles(house: House): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const from = trail.indexOf(path);
    if (from >= 0) found.push(`src/${path}: imports itself by way of ${[...trail.slice(from + 1), path].join(", ")}`);
    if (from >= 0 || done.has(path)) return;
    for (const { target } of importsOf(path, house.get(path) ?? "")) if (house.has(target)) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of house.keys()) visit(path, []);
  return found;
}

function lengths(house: House): readonly string[] {
  return [...house].flatMap(([path, text]) => {
    const lines = linesOf(text);
    return lines > mostLines && !path.endsWith(".gen.ts") ? [`src/${path}: ${lines} lines; at most ${mostLines}`] : [];
  });
}

/** A dialect's whole folder has as many lines as a file may have elsewhere. */
function dialectLengths(house: House): readonly string[] {
  const lines = new Map<string, number>();
  for (const [path, text] of house) {
    const folder = /^dialects\/[^/]+(?=\/.*(?<!\.gen)\.ts$)/.exec(path)?.[0];
    if (folder !== undefined) lines.set(folder, (lines.get(folder) ?? 0) + linesOf(text));
  }
  return [...lines].flatMap(([folder, count]) => (count > mostLines ? [`src/${folder}: ${count} lines; at most ${mostLines}`] : []));
}

function linesOf(text: string): number {
  return text.split("\n").length - 1;
}
