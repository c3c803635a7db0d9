import { imageFault } from "../../src/kube/image-reference.ts";
import { assert, table } from "../cases.ts";

const HEX = "0123456789abcdef".repeat(4);

const sound = [
  ...["nginx", "nginx:1.27.3", "a_b/c__d/e--f.g:1", "fluent/fluent-bit:3.1.9", "registry.example.com/team/app:v1"],
  ...[
    "registry:5000",
    "registry:5000/app",
    "registry.example.com:5000/app:1",
    "localhost/app",
    "localhost:5000/app",
    "Registry.Example.com/app",
  ],
  ...["[::1]:5000/app:1", "[fd00::1]/app", "127.0.0.1:5000/app", `app@sha256:${HEX}`, `app:1@sha256:${HEX}`, `app@sha512:${HEX}${HEX}`],
  ...["app:_1", `app:${"a".repeat(128)}`, "docker.io/nginx", "a/b/c/d/e:1", "7:7", `${HEX}:1`, "xn--7o8h.com/app", "auto"],
];

table("an image that a node can pull", sound, {
  title: (image) => image,
  run: (image) => assert.is(imageFault(image), undefined),
});

interface Row {
  readonly image: string;
  readonly proposed?: string;
  readonly expected?: string;
}

const faults: readonly Row[] = [
  { image: "", expected: "an image such as registry.example.com/team/app:1.2.3" },
  { image: "  ", expected: "an image such as registry.example.com/team/app:1.2.3" },
  { image: " nginx:1", proposed: "nginx:1" },
  { image: "nginx:1 ", proposed: "nginx:1" },
  { image: "nginx :1", proposed: "nginx:1" },
  { image: `${"https://".repeat(10_000)}nginx` },
  { image: '"nginx:1"', proposed: "nginx:1" },
  { image: "https://docker.io/nginx:1", proposed: "docker.io/nginx:1" },
  { image: "docker://Nginx:1", proposed: "nginx:1" },
  { image: "oci://registry.example.com:5000/app", proposed: "registry.example.com:5000/app" },
  { image: "a:1:x", expected: "one tag, after the only colon of the last part" },
  { image: "registry:5000/a:1:x", expected: "one tag, after the only colon of the last part" },
  { image: "nginx:", proposed: "nginx" },
  { image: `nginx:@sha256:${HEX}`, proposed: `nginx@sha256:${HEX}` },
  { image: "nginx:1+2", proposed: "nginx:1-2" },
  { image: "nginx:-1", proposed: "nginx:1" },
  { image: `nginx:${"a".repeat(129)}`, expected: "a tag of at most 128 characters" },
  { image: "Nginx:1", proposed: "nginx:1" },
  { image: "Fluent/Bit:3", proposed: "fluent/bit:3" },
  { image: "Fluent/bit:3", proposed: "fluent/bit:3" },
  { image: "docker.io/Fluent/bit:3", proposed: "docker.io/fluent/bit:3" },
  { image: "Docker.io/Fluent/bit:V3", proposed: "Docker.io/fluent/bit:V3" },
  { image: "/nginx", proposed: "nginx" },
  { image: "docker.io//nginx:1", proposed: "docker.io/nginx:1" },
  { image: "docker.io/nginx/:1", proposed: "docker.io/nginx:1" },
  { image: "docker.io/", proposed: "docker.io" },
  { image: "a..b/c" },
  { image: "a___b" },
  { image: "-a" },
  { image: "a-" },
  { image: "a/_b" },
  { image: "n\u00fcrnberg" },
  { image: "reg_istry.example.com/a", expected: "a registry such as registry.example.com:5000" },
  { image: "registry.example.com:/a", expected: "a registry such as registry.example.com:5000" },
  { image: "registry.example.com:port/a", expected: "a registry such as registry.example.com:5000" },
  { image: "registry..com/a", expected: "a registry such as registry.example.com:5000" },
  { image: HEX },
  { image: "app@sha256:abc", expected: "one digest, @sha256: with 64 digits from 0 to f" },
  { image: `app@sha256:${HEX.toUpperCase()}`, expected: "one digest, @sha256: with 64 digits from 0 to f" },
  { image: `app@md5:${HEX.slice(32)}`, expected: "one digest, @sha256: with 64 digits from 0 to f" },
  { image: `app@sha256:${HEX}@sha256:${HEX}`, expected: "one digest, @sha256: with 64 digits from 0 to f" },
  { image: `app@${HEX}`, expected: "one digest, @sha256: with 64 digits from 0 to f" },
  { image: "a".repeat(256), expected: "a repository of at most 255 characters" },
  { image: "${IMAGE}" },
  { image: "{{ .Values.image }}" },
  { image: "<registry>/app" },
  { image: "$(REGISTRY)/app" },
  { image: "APP_IMAGE" },
  { image: "ko://github.com/Team/app/cmd/web" },
];

table("an image that no node can pull", faults, {
  title: ({ image }) => JSON.stringify(image),
  run: ({ image, proposed, expected }) => {
    const fault = imageFault(image);
    assert.ok(fault, "a fault is expected");
    assert.is(fault.proposed, proposed);
    if (expected !== undefined) assert.is(fault.expected, expected);
  },
});
