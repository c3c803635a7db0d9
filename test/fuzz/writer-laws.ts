import { isDeepStrictEqual } from "node:util";
import { inject, type NamedText, uninject } from "../../src/index.ts";
import type { Judge, Reading } from "./judge.ts";
import { type Broken, differences, isRefusal, objectsIn } from "./laws.ts";
import type { Json } from "./objects.ts";
import { type OtherWriter, rewritten } from "./other-writer.ts";

interface Subject {
  readonly writer: OtherWriter;
  readonly before: Reading;
  /** What Go reads in the output. */
  readonly after: readonly Json[];
  readonly config: NamedText;
  readonly judge: Judge;
}

/** An output that another program wrote in its own way is not injected again, and gives the input's values back. */
export async function brokenByWriter({ writer, before, after, config, judge }: Subject): Promise<readonly Broken[]> {
  const text = rewritten(objectsIn(after), writer);
  const file = { file: "input.yaml", text };
  const [read, again, back] = await Promise.all([judge.read(text), inject([file], config), uninject([file], {})]);
  // Programs write some texts so that Go reads something else.
  if (!isDeepStrictEqual(objectsIn(read.values), objectsIn(after)) || again.diagnostics.some(isRefusal)) return [];
  const left = await judge.read(back.texts[0]!.text);
  const [got, want] = [objectsIn(left.values), objectsIn(before.values)];
  return [
    ...(again.texts[0]!.text === text ? [] : [{ law: "what another program wrote stays as it is", shown: [text, again.texts[0]!.text] }]),
    ...(isDeepStrictEqual(got, want)
      ? []
      : [{ law: "what another program wrote gives the values back", shown: [differences([...got], [...want]).join("\n"), text] }]),
  ];
}
