import { checkTexts } from "../../../src/app/check/check.ts";
import { assert, table } from "../../cases.ts";

const web = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: ${JSON.stringify(image)}
`;
const config = (image: string, container: string) => `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: logs}
spec:
  sidecars:
  - name: shipper
    policy: enabled
    template:
      spec:
        containers:
        - name: ${container}
          image: ${JSON.stringify(image)}
`;

interface Row {
  readonly name: string;
  readonly app?: string;
  readonly sidecar?: string;
  /** The container that has it; shipper if absent. */
  readonly container?: string;
  readonly told: readonly string[];
}

const APP = 'InvalidImage web.yaml:11: No node can pull the image of the container web: it is "Web:1"; expected a repository in lower case';
const SIDECAR =
  'InvalidImage config.yaml:12: No node can pull the image of the sidecar shipper\'s container shipper: it is "S:1"; expected a repository in lower case';
const unpinned = (image: string) =>
  `UnpinnedImage config.yaml:12: The image ${image} names no version: what the registry has under latest runs, and changes without a commit`;

const rows: readonly Row[] = [
  { name: "two that are sound", told: [] },
  { name: "the app's, in upper case", app: "Web:1", told: [APP] },
  { name: "the sidecar's, in upper case", sidecar: "S:1", told: [SIDECAR] },
  { name: "the app's without a tag", app: "web", told: [] },
  { name: "the app's, a placeholder", app: "${IMAGE}", told: [] },
  { name: "the app's, a name for the images of a kustomization", app: "APP_IMAGE", told: [] },
  { name: "the app's, a program for ko", app: "ko://github.com/Team/app", told: [] },
  { name: "the proxy's, which Istio sets", sidecar: "auto", container: "istio-proxy", told: [] },
  { name: "another's of that name", sidecar: "auto", told: [unpinned("auto")] },
  { name: "the sidecar's without a tag", sidecar: "registry.example.com:5000/s", told: [unpinned("registry.example.com:5000/s")] },
  { name: "the sidecar's with the tag latest", sidecar: "s:latest", told: [unpinned("s:latest")] },
  { name: "a digest", sidecar: `s@sha256:${"0".repeat(64)}`, told: [] },
];

table("images that check reports:", rows, {
  title: ({ name }) => name,
  run: ({ app = "web:1", sidecar = "s:1", container = "shipper", told }) => {
    const inputs = [{ file: "web.yaml", text: web(app) }];
    const { findings = [] } = checkTexts(
      { inputs, config: { file: "config.yaml", text: config(sidecar, container) } },
      { requireInjected: false },
    );
    assert.equal(
      findings.map(({ code, location, originLocation, message }) => {
        const { file, line } = originLocation ?? location ?? {};
        return `${code} ${file}:${line}: ${message}`;
      }),
      told,
    );
  },
});
