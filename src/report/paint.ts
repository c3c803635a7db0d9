import { visibleLine } from "../diagnostic/visible.ts";

export type Style = keyof typeof COLOURS;

/**
 * How a line of a report, or words in it, are written: coloured if that is wanted, and so that nothing in them is a
 * command.
 */
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
  const shown = visibleLine(text);
  return style === undefined ? shown : `\u001b[${COLOURS[style]}m${shown}\u001b[0m`;
};
