import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Get, pinned } from "../../tools/image-digest.ts";
import { assert, suite, table } from "../cases.ts";

const INDEX = "application/vnd.oci.image.index.v1+json";
const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const reply = (body: string, type = INDEX) => new Response(body, { headers: { "content-type": type } });
const challenge = () =>
  new Response("", {
    status: 401,
    headers: { "www-authenticate": 'Bearer realm="https://auth.example.com/token",service="registry",scope="repository:node:pull"' },
  });

/** A registry that answers each image's list with its own address, to those who bring the token that its door gives. */
const registry: Get = async (url, { headers }) => {
  if (url === "https://auth.example.com/token?service=registry&scope=repository%3Anode%3Apull")
    return Response.json({ token: "let-me-in" });
  return headers.authorization === "Bearer let-me-in" && headers.accept?.includes(INDEX) ? reply(url) : challenge();
};

suite("tools/image-digest.ts", (test) => {
  test("writes the digests of the Dockerfile's images, and nothing else", async () => {
    const before = readFileSync("plugin/Dockerfile", "utf8");
    const after = await pinned(before, registry);
    const changed = after.split("\n").filter((line, i) => line !== before.split("\n")[i]);
    assert.equal(
      changed.map((line) => line.split("@")[1]),
      [
        digest("https://registry-1.docker.io/v2/library/node/manifests/24-bookworm-slim"),
        digest("https://registry.k8s.io/v2/kustomize/kustomize/manifests/v5.8.1"),
      ],
    );
    assert.is(await pinned(after, registry), after);
  });
});

table(
  "tools/image-digest.ts refuses",
  [
    {
      name: "an image that is not there",
      get: async () => new Response("", { status: 404 }),
      message: /Cannot find example\.com\/a:1: the registry answers 404/,
    },
    {
      name: "one platform's image",
      get: async () => reply("", "application/vnd.oci.image.manifest.v1+json"),
      message: /expected a list of images/,
    },
    {
      name: "another kind of door",
      get: async () => new Response("", { status: 401, headers: { "www-authenticate": "Basic" } }),
      message: /wants Basic/,
    },
  ],
  {
    title: ({ name }) => name,
    run: async ({ get, message }) => {
      try {
        await pinned(`ARG A=example.com/a:1@sha256:${"0".repeat(64)}`, get);
      } catch (error) {
        return assert.match((error as Error).message, message);
      }
      assert.unreachable("it is pinned");
    },
  },
);
