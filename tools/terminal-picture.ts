/** Colours of a terminal window, for a page that is light or dark. */
export interface Theme {
  readonly back: string;
  readonly edge: string;
  readonly text: string;
  readonly faint: string;
  readonly prompt: string;
  /** By the number that an escape sequence gives the colour. */
  readonly colours: Readonly<Record<string, string>>;
}

export const themes: Readonly<Record<"light" | "dark", Theme>> = {
  light: {
    back: "#ffffff",
    edge: "#d5dcd5",
    text: "#18201b",
    faint: "#5d6a62",
    prompt: "#1c6b41",
    colours: { 31: "#b3261e", 32: "#1c6b41", 33: "#8a5a00", 36: "#0b6b80" },
  },
  dark: {
    back: "#121714",
    edge: "#2e3832",
    text: "#e4ebe6",
    faint: "#94a299",
    prompt: "#7fd9a4",
    colours: { 31: "#ff9d92", 32: "#8fe0ae", 33: "#f6cf83", 36: "#7fd3e6" },
  },
};

/** A command line, and what it printed, with escape sequences for colours. */
export interface Shown {
  readonly command: string;
  readonly output: string;
}

interface Piece {
  readonly text: string;
  readonly look: string;
}

const COLUMNS = 112;
const [WIDTH, HEIGHT, PAD, TOP] = [7.8, 19, 18, 40];

/** Commands with what they print, as a terminal shows it: an SVG that any browser draws alike, because each line has its length. */
export function terminalPicture(shown: readonly Shown[], theme: Theme): string {
  const lines = shown.flatMap(({ command, output }, i) => [
    ...(i === 0 ? [] : [[]]),
    [
      { text: "$ ", look: `fill="${theme.prompt}"` },
      { text: command, look: 'font-weight="600"' },
    ],
    ...output
      .trimEnd()
      .split("\n")
      .flatMap((line) => wrapped(pieces(line, theme))),
  ]);
  const [width, height] = [COLUMNS * WIDTH + 2 * PAD, TOP + lines.length * HEIGHT + PAD];
  const dots = [0, 1, 2].map((i) => `<circle cx="${PAD + 4 + i * 18}" cy="20" r="5" fill="${theme.edge}"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(shown.map(({ command }) => command).join("; "))}</title>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9" fill="${theme.back}" stroke="${theme.edge}"/>${dots}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="${theme.text}">
${lines.map((line, i) => textLine(line, TOP + i * HEIGHT + 14)).join("")}</g>
</svg>
`;
}

function textLine(line: readonly Piece[], y: number): string {
  const length = line.reduce((sum, { text }) => sum + text.length, 0);
  if (length === 0) return "";
  const spans = line.map(({ text, look }) => (look === "" ? escaped(text) : `<tspan ${look}>${escaped(text)}</tspan>`)).join("");
  return `<text x="${PAD}" y="${y}" xml:space="preserve" textLength="${(length * WIDTH).toFixed(1)}" lengthAdjust="spacingAndGlyphs">${spans}</text>\n`;
}

/** A line by its colours. */
function pieces(line: string, theme: Theme): readonly Piece[] {
  let look = "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what colours are written with
  return line.split(/(\u001b\[\d+m)/).flatMap((part) => {
    const [, number] = /\[(\d+)m$/.exec(part) ?? [];
    if (!part.startsWith("\u001b") || number === undefined) return part === "" ? [] : [{ text: part, look }];
    look = number === "2" ? `fill="${theme.faint}"` : number === "1" ? 'font-weight="600"' : lookOf(theme.colours[number]);
    return [];
  });
}

function lookOf(colour: string | undefined): string {
  return colour === undefined ? "" : `fill="${colour}"`;
}

/** A line that is too long goes on in the next one, indented two more. */
function wrapped(line: readonly Piece[]): readonly (readonly Piece[])[] {
  const text = line.map((piece) => piece.text).join("");
  if (text.length <= COLUMNS) return [line];
  const space = text.lastIndexOf(" ", COLUMNS);
  const at = space > 40 ? space : COLUMNS;
  const indentation = " ".repeat(text.search(/\S/) + 2);
  const [first, rest] = divided(line, at);
  const [head, ...tail] = rest;
  const next = head ? [{ text: indentation + head.text.trimStart(), look: head.look }, ...tail] : [];
  return [first, ...wrapped(next)];
}

function divided(line: readonly Piece[], at: number): readonly [readonly Piece[], readonly Piece[]] {
  let left = at;
  const [first, rest]: [Piece[], Piece[]] = [[], []];
  for (const { text, look } of line) {
    if (left > 0) first.push({ text: text.slice(0, left), look });
    if (text.length > left) rest.push({ text: text.slice(Math.max(0, left)), look });
    left -= text.length;
  }
  return [first, rest];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
