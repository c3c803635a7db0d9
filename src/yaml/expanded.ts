import { TextFault } from "./cursor.ts";
import type { SourceCollection, SourceNode } from "./source-node.ts";

/** The limits between which the allowed share of aliases shrinks. */
const FEW_ALIASED = 100;
const FEW_NODES = 1_000;
const FALLS_FROM = 400_000;
const FALLS_TO = 4_000_000;

/**
 * The number of nodes in a document after every alias is expanded. Kubernetes' readers refuse a document that consists
 * mostly of copies, which keeps work and memory in proportion to the text.
 *
 * Source: go.yaml.in/yaml decode.go decoder.unmarshal, allowedAliasRatio
 */
export class Expanded {
  private readonly sizes = new WeakMap<SourceNode, number>();
  /** The document itself counts. */
  private all = 1;
  private aliased = 0;

  /** A node begins that is in the text. */
  met(): void {
    this.all++;
  }

  /** A merge key was met, or the list of maps after one: these are not read as values. */
  unmet(): void {
    this.all--;
  }

  copy(from: SourceNode, to: SourceNode): void {
    this.sizes.set(to, this.of(from));
  }

  collection(node: SourceCollection): void {
    let size = 1;
    for (const { value, merge } of node.entries) {
      size += this.of(value);
      if (node.kind === "map" && !merge) size++;
      if (merge && value.kind === "list") size--;
    }
    this.sizes.set(node, size);
  }

  alias(node: SourceNode, target: SourceNode): void {
    const size = this.of(target);
    this.sizes.set(node, size + 1);
    this.all += size;
    this.aliased += size;
    const { all, aliased } = this;
    if (aliased <= FEW_ALIASED || all <= FEW_NODES || aliased / all <= allowedShare(all)) return;
    throw new TextFault({
      offset: node.start,
      message: `${aliased} of the ${all} values up to here are copies that aliases make; Kubernetes' readers refuse so many`,
      fix: "write values out where aliases repeat others, or divide the document",
    });
  }

  private of(node: SourceNode): number {
    return this.sizes.get(node) ?? 1;
  }
}

function allowedShare(all: number): number {
  if (all <= FALLS_FROM) return 0.99;
  if (all >= FALLS_TO) return 0.1;
  return 0.99 - 0.89 * ((all - FALLS_FROM) / (FALLS_TO - FALLS_FROM));
}
