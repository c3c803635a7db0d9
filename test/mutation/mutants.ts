import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BinaryExpression, type CallExpression, type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import * as is from "typescript/unstable/ast/is";
import { API } from "typescript/unstable/sync";
import { root } from "../files.ts";
import { Random } from "../random.ts";

/** What is mutated: folders of src/, with those below them. */
export const folders = ["change", "decide", "graft", "istio/post", "istio/profile", "istio/rules", "krm", "kube", "yaml"];

/** One small change to a source. */
export interface Mutant {
  /** Stays the same while other lines of the file change. */
  readonly id: string;
  /** Below src/. */
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
}

/** Every mutant of the folders, by file. */
export function allMutants(): readonly Mutant[] {
  const api = new API({ cwd: root });
  try {
    const config = join(root, "tsconfig.json");
    const program = api.updateSnapshot({ openProject: config }).getProject(config)?.program;
    return sources().flatMap((file) => {
      const source = program?.getSourceFile(join(root, "src", file));
      if (!source) throw new Error(`TypeScript does not know src/${file}`);
      return mutantsOf(file, source);
    });
  } finally {
    api.close();
  }
}

function sources(): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, "src", folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".gen.ts"))
      .map((name) => `${folder}/${name}`)
      .sort(),
  );
}

/** As many as asked for, spread over the files by the seed; none within another. */
export function chosen(mutants: readonly Mutant[], { count, seed }: { count: number; seed: number }): readonly Mutant[] {
  const taken: Mutant[] = [];
  const random = new Random(seed);
  const waiting = mutants.map((mutant) => ({ mutant, key: random.next() })).sort((a, b) => a.key - b.key);
  for (const { mutant } of waiting) {
    if (taken.length === count) break;
    if (!taken.some((other) => other.file === mutant.file && other.start < mutant.end && mutant.start < other.end)) taken.push(mutant);
  }
  return taken.sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}

function mutantsOf(file: string, source: SourceFile): readonly Mutant[] {
  const text = readFileSync(join(root, "src", file), "utf8");
  const seen = new Map<string, number>();
  const found: Mutant[] = [];
  const visit = (node: Node, parent: Node) => {
    if (is.isTypeNode(node) || is.isImportDeclaration(node) || is.isInterfaceDeclaration(node) || is.isTypeAliasDeclaration(node)) return;
    for (const { at, to } of replacements(node, parent, source)) {
      const [start, end] = [at.getStart(source), at.end];
      const from = text.slice(start, end);
      if (from === to) continue;
      const name = `${file}: ${oneLine(from)} -> ${oneLine(to)}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      const line = text.slice(0, start).split("\n").length;
      found.push({ id: count === 1 ? name : `${name} #${count}`, file, line, start, end, from, to });
    }
    node.forEachChild((child) => visit(child, node));
  };
  source.forEachChild((child) => visit(child, source));
  return found;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

interface Replacement {
  readonly at: Node;
  readonly to: string;
}

const OPERATORS: ReadonlyMap<SyntaxKind, string> = new Map([
  [SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [SyntaxKind.LessThanToken, "<="],
  [SyntaxKind.LessThanEqualsToken, "<"],
  [SyntaxKind.GreaterThanToken, ">="],
  [SyntaxKind.GreaterThanEqualsToken, ">"],
  [SyntaxKind.PlusToken, "-"],
  [SyntaxKind.MinusToken, "+"],
  [SyntaxKind.AsteriskToken, "+"],
]);

/** Of these the one side is left out, then the other. */
const JOINTS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

const RENAMED: Readonly<Record<string, string>> = {
  every: "some",
  some: "every",
  find: "findLast",
  findLast: "find",
  findIndex: "findLastIndex",
  indexOf: "lastIndexOf",
  lastIndexOf: "indexOf",
  startsWith: "endsWith",
  endsWith: "startsWith",
};

/** Left out, these give what they were called on. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "slice",
  "filter",
  "concat",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "trim",
  "trimEnd",
]);

function replacements(node: Node, parent: Node, source: SourceFile): readonly Replacement[] {
  if (is.isBinaryExpression(node)) return ofBinary(node, source);
  if (is.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].map((side) => ({ at: node, to: side.getText(source) }));
  if (is.isIfStatement(node)) return ["true", "false"].map((to) => ({ at: node.expression, to }));
  if (is.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return [{ at: node, to: node.operand.getText(source) }];
  if (node.kind === SyntaxKind.TrueKeyword) return [{ at: node, to: "false" }];
  if (node.kind === SyntaxKind.FalseKeyword) return [{ at: node, to: "true" }];
  if (is.isNumericLiteral(node) && !(is.isPropertyAssignment(parent) && parent.name === node))
    return [{ at: node, to: `${node.getText(source)} + 1` }];
  if (is.isSpreadElement(node)) return [{ at: node.expression, to: "[]" }];
  if (is.isSpreadAssignment(node)) return [{ at: node.expression, to: "{}" }];
  if (is.isExpressionStatement(node) && is.isCallExpression(node.expression)) return [{ at: node.expression, to: "undefined" }];
  return is.isCallExpression(node) ? ofCall(node, source) : [];
}

function ofBinary(node: BinaryExpression, source: SourceFile): readonly Replacement[] {
  const { left, operatorToken, right } = node;
  const [first, last] = [left.getText(source), right.getText(source)];
  if (JOINTS.has(operatorToken.kind)) return [first, last].map((to) => ({ at: node, to }));
  const other = OPERATORS.get(operatorToken.kind);
  return other === undefined || isText(left) || isText(right) ? [] : [{ at: node, to: `${first} ${other} ${last}` }];
}

function isText(node: Node): boolean {
  return is.isStringLiteral(node) || is.isTemplateExpression(node);
}

function ofCall(node: CallExpression, source: SourceFile): readonly Replacement[] {
  const { expression } = node;
  if (!is.isPropertyAccessExpression(expression) || node.getText(source).includes("?.")) return [];
  const name = expression.name.getText(source);
  const receiver = expression.expression.getText(source);
  if (LEFT_OUT.has(name)) return [{ at: node, to: receiver }];
  const other = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  return other === undefined ? [] : [{ at: node, to: `${receiver}.${other}${source.text.slice(expression.end, node.end)}` }];
}
