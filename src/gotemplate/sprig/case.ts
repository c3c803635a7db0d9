import {
  isDigit,
  isLetter,
  isLower,
  isNumber,
  isPunct,
  isSpace,
  isTitle,
  isUpper,
  mapChars,
  toLower,
  toTitle,
  toUpper,
} from "../text/unicode.ts";

/** Go's strings.Title: the first letter of every word; words are parted by anything but letters, digits and `_`. */
export function title(text: string): string {
  let previous = " ";
  return mapChars(text, (char) => {
    const starts = isWordBreak(previous);
    previous = char;
    return starts ? toTitle(char) : char;
  });
}

function isWordBreak(char: string): boolean {
  if (char.codePointAt(0)! < 0x80) return !/[A-Za-z0-9_]/.test(char);
  return !isLetter(char) && !isDigit(char) && isSpace(char);
}

/** The first character after each space in lower case. Source: goutils Uncapitalize */
export function uncapitalize(text: string): string {
  let starts = true;
  return mapChars(text, (char) => {
    const mapped = starts && !isSpace(char) ? toLower(char) : char;
    starts = isSpace(char);
    return mapped;
  });
}

/** Source: goutils SwapCase */
export function swapCase(text: string): string {
  let afterSpace = true;
  return mapChars(text, (char) => {
    const wasSpace = afterSpace;
    if (isUpper(char) || isTitle(char)) {
      afterSpace = false;
      return toLower(char);
    }
    if (!isLower(char)) {
      afterSpace = isSpace(char);
      return char;
    }
    afterSpace = false;
    return wasSpace ? toTitle(char) : toUpper(char);
  });
}

const isConnector = (char: string): boolean => char === "-" || char === "_" || isSpace(char);
/** A letter of an alphabet, not one of the characters that are words by themselves. Source: xstrings isAlphabet */
const isAlphabet = (char: string): boolean => isLetter(char) && !/[\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}]/u.test(char);

/** `some-words` as `SomeWords`; connectors at the ends stay, and the last of nothing but connectors comes twice. Source: xstrings ToPascalCase */
export function toCamel(text: string): string {
  const chars = [...text];
  const first = chars.findIndex((char) => !isConnector(char));
  if (first < 0) return text + (chars.at(-1) ?? "");
  let result = chars.slice(0, first).join("");
  let wordIsUpper = isUpper(chars[first]!);
  let pending = toUpper(chars[first]!);
  for (const next of chars.slice(first + 1)) {
    let char = next;
    if (isConnector(char) && isConnector(pending)) {
      result += pending;
      pending = char;
      continue;
    }
    if (isConnector(pending)) {
      wordIsUpper = isUpper(char);
      char = toUpper(char);
    } else {
      if (wordIsUpper) {
        if (isUpper(char)) char = toLower(char);
        else wordIsUpper = false;
      }
      result += pending;
    }
    pending = char;
  }
  return result + pending;
}

type WordKind = "none" | "number" | "upper" | "alphabet" | "connector" | "punct" | "other";
interface Word {
  readonly kind: WordKind;
  readonly chars: readonly string[];
}

/** `SomeWords` as `some_words`. Source: xstrings camelCaseToLowerCase */
export function toConnected(text: string, connector: string): string {
  const words = cutWords([...text]);
  let result = "";
  let at = 0;
  const kind = (): WordKind => words[at]?.kind ?? "none";
  const isWord = (): boolean => kind() !== "none" && kind() !== "punct" && kind() !== "connector";
  const isLast = (): boolean => at >= words.length - 1;
  const take = () => {
    if (words[at] !== undefined) result += lower(words[at]!, connector);
    at++;
  };
  const takeRun = () => {
    while (kind() === "alphabet" || kind() === "number") take();
    if (isWord()) result += connector;
  };
  while (!isLast()) {
    const { kind: previous } = words[at]!;
    take();
    if (previous === "connector" || previous === "punct") continue;
    if (previous === "number") {
      takeRun();
      continue;
    }
    if (kind() !== "number") {
      if (isWord()) result += connector;
      continue;
    }
    if (isLast()) continue;
    // A number belongs to the word before it, unless letters of lower case follow it: http_2xx, but bld4_floor.
    if (words[at + 1]!.kind !== "alphabet") {
      take();
      if (isWord()) result += connector;
      continue;
    }
    result += connector;
    take();
    takeRun();
  }
  take();
  return result;
}

function lower({ kind, chars }: Word, connector: string): string {
  if (kind !== "upper" && kind !== "connector") return chars.join("");
  return chars.map((char) => (isConnector(char) ? connector : toLower(char))).join("");
}

function cutWords(chars: readonly string[]): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < chars.length; ) {
    const word = nextWord(chars, at);
    words.push(word);
    at += word.chars.length;
  }
  return words;
}

function nextWord(chars: readonly string[], from: number): Word {
  const run = (kind: WordKind, belongs: (char: string) => boolean): Word => {
    let to = from + 1;
    while (to < chars.length && belongs(chars[to]!)) to++;
    return { kind, chars: chars.slice(from, to) };
  };
  const first = chars[from]!;
  if (isConnector(first)) return run("connector", isConnector);
  if (isPunct(first)) return run("punct", isPunct);
  const isLowerPart = (char: string): boolean => isAlphabet(char) && !isUpper(char);
  if (isUpper(first)) {
    if (!isUpper(chars[from + 1] ?? "")) return run("upper", isLowerPart);
    const word = run("upper", isUpper);
    // In HTTPStatus the S begins the next word.
    const followed = isLowerPart(chars[from + word.chars.length] ?? "");
    return followed ? { kind: "upper", chars: word.chars.slice(0, -1) } : word;
  }
  if (isAlphabet(first)) return run("alphabet", isLowerPart);
  if (isNumber(first)) return run("number", isNumber);
  return run("other", (char) => !isConnector(char) && !isAlphabet(char) && !isNumber(char) && !isPunct(char));
}
