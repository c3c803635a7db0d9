import { Random } from "../random.ts";
import { type ConfigurationName, configurations } from "./configurations.ts";
import { aLayout, type Layout } from "./layout.ts";
import { anObject, type JsonMap } from "./objects.ts";
import { otherWriters } from "./other-writer.ts";
import { documents, ended, type Generated, generated, listOf, textOf } from "./texts.ts";
import { writeYaml } from "./write-yaml.ts";

const SMALL = 0.25;

/**
 * Streams and lists of 10 to 60 objects in odd YAML, and a quarter of small texts. What Go refuses is in the small ones
 * alone: one such document refuses all of a text.
 */
export function streamed(seed: number): Generated {
  const random = new Random(seed + 0x5eed);
  const writer = random.chance(0.25) ? { ...random.pick(otherWriters), seed } : undefined;
  if (random.chance(SMALL)) return { ...generated(seed), writer };
  // Istio's output is many times as long, and most of it the same in every text.
  const configuration = random.chance(0.9) ? "own" : random.pick(Object.keys(configurations) as ConfigurationName[]);
  const objects = Array.from({ length: 10 + random.below(51) }, (_, i) => readable(random, `w${i}`));
  const list = random.chance(0.15) ? listOf(random.pick(["List", "ResourceList"]), objects) : undefined;
  const lines = list ? [] : documents(objects, random, readableLayout);
  const text = list ? textOf(writeYaml(list, readableLayout(random), random).map((line) => ({ ...line, object: 0 }))) : textOf(lines);
  const isChecked = random.chance(0.1);
  return { text: ended(text, random), configuration, count: objects.length, isChecked, lines, writer };
}

/** An object without a container that the own sidecars' ones clash with. */
function readable(random: Random, name: string): JsonMap {
  const object = anObject(random, name);
  return JSON.stringify(object).includes('"shipper"') ? readable(random, name) : object;
}

function readableLayout(random: Random): Layout {
  return { ...aLayout(random), indentsByTabs: false };
}
