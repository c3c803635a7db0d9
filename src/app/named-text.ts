/** A text with the name that messages give it. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}
