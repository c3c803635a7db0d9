import { quote } from "../text/quote.ts";
import type { AnyNode } from "./nodes.ts";

/** A node as template text; parsed again it gives the same tree. Errors quote it. */
export function printNode(node: AnyNode): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "action":
      return `{{${printNode(node.pipe)}}}`;
    case "break":
    case "continue":
      return `{{${node.kind}}}`;
    case "if":
    case "range":
    case "with": {
      const otherwise = node.elseList === undefined ? "" : `{{else}}${printNode(node.elseList)}`;
      return `{{${node.kind} ${printNode(node.pipe)}}}${printNode(node.list)}${otherwise}{{end}}`;
    }
    case "template":
      return `{{template ${quote(node.name)}${node.pipe === undefined ? "" : ` ${printNode(node.pipe)}`}}}`;
    case "list":
      return node.nodes.map(printNode).join("");
    case "pipe": {
      const variables = node.variables.map(printNode).join(", ");
      return `${variables}${variables === "" ? "" : node.isAssign ? " = " : " := "}${node.commands.map(printNode).join(" | ")}`;
    }
    case "command":
      return node.args.map((arg) => (arg.kind === "pipe" ? `(${printNode(arg)})` : printNode(arg))).join(" ");
    default:
      return printOperand(node);
  }
}

function printOperand(node: Exclude<AnyNode, { kind: "pipe" | "list" | "command" | "text" | "action" }>): string {
  switch (node.kind) {
    case "identifier":
      return node.name;
    case "variable":
      return node.path.join(".");
    case "field":
      return `.${node.path.join(".")}`;
    case "chain":
      return `${node.node.kind === "pipe" ? `(${printNode(node.node)})` : printNode(node.node)}.${node.path.join(".")}`;
    case "dot":
      return ".";
    case "bool":
      return String(node.value);
    case "string":
      return node.quoted;
    case "number":
      return node.text;
    default:
      return "nil";
  }
}
