import type { Random } from "../random.ts";

/** How somebody writes YAML: the chances are of each place where it could be so. */
export interface Layout {
  /** `? key` and `: value` on lines of their own. */
  readonly explicit: number;
  readonly anchors: number;
  readonly comments: number;
  readonly flow: number;
  /** Flow over several lines, values on the line below their key, quoted text over several lines. */
  readonly wild: boolean;
  readonly tabs: number;
  /** Tabs also where Go refuses them: behind a dash or colon that begins a line. */
  readonly indentsByTabs: boolean;
  readonly blanks: number;
  /** More spaces than needed, and spaces at the end of lines. */
  readonly spaces: boolean;
  readonly quotedKeys: number;
  /** Tags: `!!str`, `!!map`. */
  readonly tags: number;
  readonly step: number;
  readonly indentsLists: boolean;
}

const plain: Layout = {
  explicit: 0,
  anchors: 0,
  comments: 0,
  flow: 0,
  wild: false,
  tabs: 0,
  indentsByTabs: true,
  blanks: 0,
  spaces: false,
  quotedKeys: 0,
  tags: 0,
  step: 2,
  indentsLists: false,
};

/** Half of all texts are as people and tools write them, with comments at most. */
export function aLayout(random: Random): Layout {
  const usual = { ...plain, indentsLists: random.chance(0.4), comments: random.chance(0.5) ? random.pick([0.05, 0.25]) : 0 };
  if (random.chance(0.5)) return usual;
  return {
    ...usual,
    explicit: random.chance(0.25) ? random.pick([0.05, 0.3, 1]) : 0,
    anchors: random.chance(0.25) ? 0.5 : 0,
    flow: random.chance(0.5) ? random.pick([0.1, 0.4]) : 0,
    wild: random.chance(0.3),
    tabs: random.chance(0.15) ? 0.1 : 0,
    blanks: random.chance(0.3) ? 0.1 : 0,
    spaces: random.chance(0.2),
    quotedKeys: 0.1,
    tags: random.chance(0.1) ? 0.1 : 0,
    step: random.pick([2, 2, 2, 4, 1, 3]),
  };
}
