/** A text with its name in messages. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}
