import { graftedVersion, versionsThere } from "../../src/graft/grafted-version.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly title: string;
  readonly images: readonly unknown[];
  readonly version: string | undefined;
}

const rows: readonly Row[] = [
  { title: "nothing added", images: [], version: undefined },
  { title: "a tag", images: ["proxy:1.2"], version: "1.2" },
  { title: "a registry with a port", images: ["localhost:5000/proxy"], version: undefined },
  { title: "a registry with a port, and a tag", images: ["localhost:5000/proxy:1.2"], version: "1.2" },
  { title: "a tag and a digest", images: ["proxy:1.2@sha256:0123456789abcdef"], version: "1.2" },
  { title: "a digest", images: ["proxy@sha256:0123456789abcdef"], version: "sha256:0123456789ab" },
  { title: "twice the same", images: ["proxy:1.2", "init:1.2"], version: "1.2" },
  { title: "two versions", images: ["proxy:1.2", "init:1.3"], version: undefined },
  { title: "one without", images: ["proxy:1.2", "init"], version: undefined },
  { title: "no image", images: [undefined], version: undefined },
];

table("the version of what was grafted", rows, {
  title: ({ title }) => title,
  run: ({ images, version }) => {
    const app = { name: "app", image: "app:9" };
    const [first, ...others] = images.map((image, i) => ({ name: `added-${i}`, ...(image !== undefined && { image }) }));
    const before = toValue({ spec: { containers: [app] } }) as ValueMap;
    const after = toValue({ spec: { initContainers: others, containers: first ? [app, first] : [app] } }) as ValueMap;
    assert.is(graftedVersion(before, after)?.version, version);
  },
});

const there = [
  { title: "all of one version", images: ["proxy:1.3", "init:1.3"], versions: "1.3" },
  { title: "of two", images: ["proxy:1.3", "init:1.2"], versions: "1.3/1.2" },
  { title: "one without", images: ["proxy:1.3", "init"], versions: "1.3/no version" },
  { title: "none", images: [], versions: "" },
];

table("the versions that are in a pod: those of its named containers,", there, {
  title: ({ title }) => title,
  run: ({ images, versions }) => {
    const added = images.map((image, i) => ({ name: `added-${i}`, image }));
    const pod = toValue({ spec: { containers: [{ name: "app", image: "app:9" }, ...added] } });
    assert.is(versionsThere(pod, ["added-0", "added-1"]), versions);
  },
});
