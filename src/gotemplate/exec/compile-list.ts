import { formatValue } from "../format/print.ts";
import type { ActionNode, BranchNode, ListNode, Node, TemplateNode } from "../syntax/nodes.ts";
import { printNode } from "../syntax/print-node.ts";
import { indirect, isTrue } from "../value/inspect.ts";
import { type GoValue, Host, Nil, Pointer, typeOf } from "../value/value.ts";
import { compilePipe, type FunctionTable, isUnprintable } from "./compile-pipe.ts";
import { compileRange } from "./range.ts";
import type { Run, Step } from "./run.ts";

/** A list of nodes as one step; a `{{break}}` or `{{continue}}` in it ends it. */
export function compileList(list: ListNode, functions: FunctionTable): Step {
  const steps = list.nodes.map((node) => compileNode(node, functions));
  return (run, dot) => {
    for (const step of steps) {
      const signal = step(run, dot);
      if (signal !== "done") return signal;
    }
    return "done";
  };
}

function compileNode(node: Node, functions: FunctionTable): Step {
  const step = compile(node, functions);
  return (run, dot) => {
    run.node = node;
    run.budget.spend(1);
    return step(run, dot);
  };
}

function compile(node: Node, functions: FunctionTable): Step {
  switch (node.kind) {
    case "text":
      return (run) => {
        run.writeText(node);
        return "done";
      };
    case "action":
      return compileAction(node, functions);
    case "if":
    case "with":
      return compileCondition(node, functions);
    case "range":
      return compileRange(node, { pipe: compilePipe(node.pipe, functions), ...branches(node, functions) });
    case "template":
      return compileTemplate(node, functions);
    case "break":
    case "continue":
      return () => node.kind as "break" | "continue";
  }
}

function branches(node: BranchNode, functions: FunctionTable): { list: Step; otherwise: Step | undefined } {
  const otherwise = node.elseList === undefined ? undefined : compileList(node.elseList, functions);
  return { list: compileList(node.list, functions), otherwise };
}

/** An action's value is printed, unless it declares or assigns a variable. */
function compileAction(node: ActionNode, functions: FunctionTable): Step {
  const evaluate = compilePipe(node.pipe, functions);
  const isPrinted = node.pipe.variables.length === 0;
  return (run, dot) => {
    const value = evaluate(run, dot);
    if (!isPrinted) return "done";
    run.node = node;
    run.print(node, typeof value === "string" ? value : printed(run, { node, value }));
    return "done";
  };
}

function printed(run: Run, action: { node: ActionNode; value: GoValue }): string {
  const { node } = action;
  const value = action.value instanceof Pointer ? indirect(action.value).value : action.value;
  if (value === undefined) return "<no value>";
  if (isUnprintable(value)) run.fail(`can't print ${printNode(node)} of type ${typeOf(value)!.name}`);
  if (value instanceof Nil && value.type.kind === "ptr") return "<nil>";
  return formatValue(value, run, { dereferenced: value instanceof Host });
}

function compileCondition(node: BranchNode, functions: FunctionTable): Step {
  const evaluate = compilePipe(node.pipe, functions);
  const { list, otherwise } = branches(node, functions);
  return (run, dot) => {
    const mark = run.mark();
    const value = evaluate(run, dot);
    let signal = isTrue(value) ? list(run, node.kind === "with" ? { value, boxed: false } : dot) : undefined;
    signal ??= otherwise?.(run, dot) ?? "done";
    run.pop(mark);
    return signal;
  };
}

/** Variables that the pipeline declares persist until the end of the list. */
function compileTemplate(node: TemplateNode, functions: FunctionTable): Step {
  const evaluate = node.pipe === undefined ? () => undefined : compilePipe(node.pipe, functions);
  return (run, dot) => {
    run.invoke(node.name, () => ({ value: evaluate(run, dot), boxed: false }));
    return "done";
  };
}
