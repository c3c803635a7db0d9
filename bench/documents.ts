/** A generated package as people write it: its resources as documents, and its configuration. */
export interface Documents {
  readonly documents: readonly string[];
  readonly config: string;
}

/** What a ResourceList of `resourceList` holds, without the annotations that kpt writes. */
export function documentsOf(list: string): Documents {
  const [, items = "", config = ""] = list.split(/^(?:items|functionConfig):\n/m);
  const documents = items.split(/^- /m).slice(1);
  return { documents: documents.map((item) => withoutAnnotations(outdented(item))), config: outdented(config) };
}

function outdented(text: string): string {
  return text.replace(/^ {2}/gm, "");
}

function withoutAnnotations(document: string): string {
  return document.replace(/^ {2}annotations:\n(?: {4}(?:internal\.)?config\.kubernetes\.io\/.*\n)+/m, "");
}
