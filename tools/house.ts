import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { floors, mostLines, neighbours, packages, strangers } from "./floors.ts";

/** The files of src/ by their paths in it. */
export type House = ReadonlyMap<string, string>;

interface Import {
  readonly line: number;
  /** A path in src/, or a package's name as it was written. */
  readonly target: string;
}

export function readHouse(): House {
  const paths = readdirSync("src", { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return new Map(paths.filter((path) => /\.[cm]?[tj]s$/.test(path)).map((path) => [path, readFileSync(`src/${path}`, "utf8")]));
}

/** What in the house stands against its rules, each with its place. */
export function faultsOf(house: House): readonly string[] {
  return rules.flatMap((rule) => rule(house));
}

const rules: readonly ((house: House) => readonly string[])[] = [directions, cycles, lengths];

const STATEMENT = /^(?:import|export)\b(?:[\w*{}\s,$]*?\bfrom)?\s*"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm;

function importsOf(path: string, text: string): readonly Import[] {
  return [...text.matchAll(STATEMENT)].map(({ 1: stated, 2: called, index }) => {
    const named = stated ?? (called as string);
    const target = named.startsWith(".") ? join(dirname(path), named) : named;
    return { target, line: text.slice(0, index).split("\n").length };
  });
}

function directions(house: House): readonly string[] {
  return [...house].flatMap(([path, text]) =>
    importsOf(path, text).flatMap(({ target, line }) => {
      const why = refusal(folderOf(path), target, house);
      return why === undefined ? [] : [`src/${path}:${line}: ${why}`];
    }),
  );
}

function folderOf(path: string): string {
  return path.split("/")[0] as string;
}

/** Why a folder may not import something; undefined where it may. */
function refusal(from: string, target: string, house: House): string | undefined {
  if (!house.has(target)) return packageRefusal(from, target);
  const to = folderOf(target);
  if (from === to) return undefined;
  const [own, other] = [from, to].map((folder) => floors.findIndex((floor) => floor.includes(folder))) as [number, number];
  if (own < 0) return `${from} stands on no floor; name it in tools/floors.ts`;
  if (other > own) return `${from} imports ${to}, which stands above it; imports go down only`;
  if (other === own && !neighbours[from]?.includes(to)) return `${from} imports ${to}, its neighbour; tools/floors.ts names who may`;
  return strangers[from]?.includes(to) ? `${from} imports ${to}, which it is not to know` : undefined;
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
    const lines = text.split("\n").length - 1;
    return lines > mostLines && !path.endsWith(".gen.ts") ? [`src/${path}: ${lines} lines; at most ${mostLines}`] : [];
  });
}
