import { visible } from "./visible.ts";

export type Style = keyof typeof COLOURS;

/** How words of a report are written: what would command the terminal by its picture, and in colour where that is wanted. */
export type Paint = (text: string, style?: Style) => string;

const COLOURS = {
  error: "1;31",
  warning: "33",
  info: "36",
  yes: "32",
  no: "33",
  faint: "2",
} as const;

export const inColour: Paint = (text, style) => {
  const shown = visible(text);
  return style === undefined ? shown : `\u001b[${COLOURS[style]}m${shown}\u001b[0m`;
};
