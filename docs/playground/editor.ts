import { byId } from "./element.ts";

/** A text area with the numbers of its lines. */
export interface Editor {
  readonly text: () => string;
  readonly write: (text: string) => void;
  /** Goes to a line, from 1, and selects it. */
  readonly goTo: (line: number) => void;
}

/** The editor of a text area; `changed` is called when a person edits. */
export function editor(id: string, changed: () => void): Editor {
  const area = byId<HTMLTextAreaElement>(id);
  const numbers = byId(`${id}-numbers`);
  const number = () => {
    numbers.textContent = area.value
      .split("\n")
      .map((_, i) => i + 1)
      .join("\n");
  };
  const follow = () => {
    numbers.scrollTop = area.scrollTop;
  };
  area.addEventListener("input", () => {
    number();
    changed();
  });
  area.addEventListener("scroll", follow);
  return {
    text: () => area.value,
    write: (text) => {
      area.value = text;
      area.scrollTop = 0;
      number();
      follow();
    },
    goTo: (line) => select(area, line),
  };
}

function select(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 4) * height);
  area.scrollLeft = 0;
}
