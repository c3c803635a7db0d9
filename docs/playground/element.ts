import { visible } from "../../src/diagnostic/visible.ts";

type Child = Node | string | undefined | readonly Child[];

/**
 * An element with its attributes and children. A text becomes a text, never markup, and the page's policy refuses markup from
 * texts anyway (`require-trusted-types-for`). What cannot be seen in it is written out, as everywhere in podgraft.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...nodes(children));
  return made;
}

function nodes(children: readonly Child[]): readonly (Node | string)[] {
  return children.flatMap((child) => {
    if (child === undefined) return [];
    if (typeof child === "string") return [child.split("\n").map(visible).join("\n")];
    return child instanceof Node ? [child] : nodes(child);
  });
}

/** The element of the page with this id. */
export function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}
