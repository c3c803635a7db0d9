import { MAX_EXPANDED_NODES, type SourceCollection, type SourceFault, type SourceNode } from "./source-node.ts";

/** How many nodes each node stands for once every alias in it is replaced by what it names. */
export class NodeSizes {
  private readonly sizes = new WeakMap<SourceNode, number>();
  private readonly faults: SourceFault[];
  private total = 0;

  constructor(faults: SourceFault[]) {
    this.faults = faults;
  }

  of(node: SourceNode): number {
    return this.sizes.get(node) ?? 1;
  }

  copy(from: SourceNode, to: SourceNode): void {
    this.sizes.set(to, this.of(from));
  }

  alias(node: SourceNode, target: SourceNode): void {
    this.set(node, this.of(target) + 1);
  }

  collection(node: SourceCollection): void {
    let size = 1;
    for (const { value } of node.entries) size += this.of(value);
    this.set(node, size);
  }

  private set(node: SourceNode, size: number): void {
    this.sizes.set(node, size);
    this.total = Math.max(this.total, size);
    if (this.total <= MAX_EXPANDED_NODES || this.faults.length > 0) return;
    this.faults.push({ offset: node.start, message: `aliases make the document larger than ${MAX_EXPANDED_NODES} nodes` });
  }
}
