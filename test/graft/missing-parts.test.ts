import { inject } from "../app/run-objects.ts";
import { assert, table } from "../cases.ts";

const mounts = (...names: (string | undefined)[]) => names.map((name, i) => ({ name, mountPath: `/${"abc"[i]}` }));
const container = (fields: object = {}) => ({ spec: { containers: [{ name: "x", image: "x:1", ...fields }] } });
const mounting = (...names: (string | undefined)[]) => container({ volumeMounts: mounts(...names) });
const volume = (name: string) => ({ name, emptyDir: {} });
const web = { name: "web", image: "web:1" };
const pod = (spec: object = {}) => ({ metadata: { labels: { app: "web" } }, spec: { containers: [web], ...spec } });
const deployment = (spec: object = {}) => ({ apiVersion: "apps/v1", kind: "Deployment", spec: { template: pod(spec) } });
const ADD_IMAGE = "add image to the sidecar's container";
const ADD_VOLUME = "add it to the sidecar's template under spec.volumes; if a later step of the build gives its source, its name is enough";

const shown = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** A workload, the templates of the sidecars a, b, ... and what is reported: severity, code, field, message, fix. */
const rows: { name: string; object: object; templates: object[]; more?: object; want: string[] }[] = [
  {
    name: "a mount of a volume that nobody has",
    object: deployment(),
    templates: [mounting("data")],
    want: [
      `error MissingVolume spec.template.spec.containers[x].volumeMounts[/a].name = data: Cannot graft the sidecar a's mount of the volume data into the container x: the pod has no volume; expected one of that name | ${ADD_VOLUME}`,
    ],
  },
  {
    name: "a mount that misspells the pod's volume, and one that is right",
    object: deployment({ volumes: [volume("data"), volume("tmp")] }),
    templates: [mounting("dta", "tmp")],
    want: [
      `error MissingVolume spec.template.spec.containers[x].volumeMounts[/a].name = dta: Cannot graft the sidecar a's mount of the volume dta into the container x: the pod's volumes are data, tmp; expected one of that name | write data; or ${ADD_VOLUME}`,
    ],
  },
  {
    name: "a mount without the name of a volume",
    object: deployment(),
    templates: [mounting(undefined)],
    want: [
      "error MissingVolume spec.template.spec.containers[x].volumeMounts[/a].name: Cannot graft the sidecar a's mount into the container x: its name is missing; expected that of a volume | write the volume's name",
    ],
  },
  {
    name: "a native sidecar's and a device's",
    object: deployment(),
    templates: [
      { spec: { initContainers: [{ name: "i", image: "i", restartPolicy: "Always", volumeMounts: mounts("one") }] } },
      container({ volumeDevices: [{ name: "two", devicePath: "/dev/x" }] }),
    ],
    want: [
      `error MissingVolume spec.template.spec.initContainers[i].volumeMounts[/a].name = one: Cannot graft the sidecar a's mount of the volume one into the container i: the pod has no volume; expected one of that name | ${ADD_VOLUME}`,
      `error MissingVolume spec.template.spec.containers[x].volumeDevices[/dev/x].name = two: Cannot graft the sidecar b's mount of the volume two into the container x: the pod has no volume; expected one of that name | ${ADD_VOLUME}`,
    ],
  },
  {
    name: "a part of the app's containers",
    object: deployment(),
    templates: [{}],
    more: { appContainers: { volumeMounts: mounts("logs") } },
    want: [
      `error MissingVolume spec.template.spec.containers[web].volumeMounts[/a].name = logs: Cannot graft the sidecar a's mount of the volume logs into the container web: the pod has no volume; expected one of that name | ${ADD_VOLUME}`,
    ],
  },
  {
    name: "volumes of the pod, of the sidecar itself, of one that comes later",
    object: deployment({ volumes: [volume("pods")] }),
    templates: [{ spec: { ...mounting("pods", "own", "later").spec, volumes: [volume("own")] } }, { spec: { volumes: [volume("later")] } }],
    want: [],
  },
  {
    name: "a volume by its name alone, which a later step completes",
    object: deployment(),
    templates: [{ spec: { ...mounting("data").spec, volumes: [{ name: "data" }] } }],
    want: [],
  },
  {
    name: "a volume that the pod itself mounts and does not have yet",
    object: deployment({ containers: [{ ...web, volumeMounts: mounts("data") }] }),
    templates: [mounting("data")],
    want: [],
  },
  {
    name: "a mount that changes one of the pod's, and one that removes it",
    object: deployment({ containers: [{ ...web, volumeMounts: mounts("a", "b") }], volumes: [volume("a"), volume("b")] }),
    templates: [
      {
        spec: {
          containers: [
            {
              name: "web",
              volumeMounts: [
                { mountPath: "/a", readOnly: true },
                { mountPath: "/b", $patch: "delete" },
              ],
            },
          ],
        },
      },
    ],
    want: [
      'warning FieldConflict spec.template.spec.containers[web].volumeMounts[/b] = {"name":"b","mountPath":"/b"}: spec.template.spec.containers[web].volumeMounts[/b] of the pod is removed: it is {"mountPath":"/b","name":"b"}, and the sidecar a removes it | remove this, if the pod is to keep it',
    ],
  },
  {
    name: "a volume that a StatefulSet's claims make, and one that they do not",
    object: {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      spec: { template: pod(), volumeClaimTemplates: [{ metadata: { name: "data" } }] },
    },
    templates: [mounting("data", "dat")],
    want: [
      `error MissingVolume spec.template.spec.containers[x].volumeMounts[/b].name = dat: Cannot graft the sidecar a's mount of the volume dat into the container x: the pod's volumes are data; expected one of that name | write data; or ${ADD_VOLUME}`,
    ],
  },
  {
    name: "another controller may add what is missing",
    object: { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", spec: { template: pod() } },
    templates: [container({ image: undefined, volumeMounts: mounts("data") })],
    want: [
      `warning MissingImage spec.template.spec.containers[x].image: Cannot graft the sidecar a's container x: its image is missing; expected an image | ${ADD_IMAGE}`,
      `warning MissingVolume spec.template.spec.containers[x].volumeMounts[/a].name = data: Cannot graft the sidecar a's mount of the volume data into the container x: the pod has no volume; expected one of that name | ${ADD_VOLUME}`,
    ],
  },
  {
    name: "containers without an image, with an empty one, with null",
    object: deployment(),
    templates: [
      container({ image: undefined }),
      { spec: { initContainers: [{ name: "y", image: "" }] } },
      { spec: { containers: [{ name: "z", image: null }] } },
    ],
    want: [
      `error MissingImage spec.template.spec.containers[x].image: Cannot graft the sidecar a's container x: its image is missing; expected an image | ${ADD_IMAGE}`,
      `error MissingImage spec.template.spec.initContainers[y].image = : Cannot graft the sidecar b's container y: its image is ""; expected an image | ${ADD_IMAGE}`,
      `error MissingImage spec.template.spec.containers[z].image: Cannot graft the sidecar c's container z: its image is missing; expected an image | ${ADD_IMAGE}`,
    ],
  },
  {
    name: "a container that changes one of the pod's, and misspells it",
    object: deployment(),
    templates: [{ spec: { containers: [{ name: "wbe", tty: true }] } }],
    want: [
      `error MissingImage spec.template.spec.containers[wbe].image: Cannot graft the sidecar a's container wbe: its image is missing; expected an image | write web, if that container is meant; or ${ADD_IMAGE}`,
    ],
  },
  {
    name: "an image taken from one of the pod's containers",
    object: deployment(),
    templates: [{ spec: { containers: [{ name: "web", image: "" }] } }],
    want: [
      `error MissingImage spec.template.spec.containers[web].image = : Cannot graft the sidecar a's container web: its image is ""; expected an image | leave image out, as the sidecar changes the pod's container`,
    ],
  },
  {
    name: "images that the pod and a later sidecar give, and a container of the pod that has none",
    object: deployment({ containers: [web, { name: "bare" }] }),
    templates: [
      { spec: { containers: [{ name: "web", tty: true }, { name: "bare", tty: true }, { name: "x" }] } },
      container({ tty: true }),
    ],
    want: [],
  },
  {
    name: "an image that Istio gives, whose sidecar moves to the init containers",
    object: deployment(),
    templates: [{ spec: { containers: [{ name: "istio-proxy", volumeMounts: mounts("istio-token") }] } }],
    more: { istio: { tag: "1.30.5", enableNamespacesByDefault: true } },
    want: [],
  },
];

table("what a sidecar leaves out", rows, {
  title: ({ name }) => name,
  run: async ({ object, templates, more, want }) => {
    const { istio, ...fields } = (more ?? {}) as { istio?: object };
    const sidecars = templates.map((template, i) => ({ name: "abcd"[i], policy: "enabled", template, ...fields }));
    const named = { ...object, metadata: { name: "web", namespace: "shop" } };
    const spec = { kubernetesVersion: "1.34", namespaces: { known: [{ name: "shop" }] }, sidecars, ...(istio && { istio }) };
    const { diagnostics, items } = await inject([named], spec);
    const found = diagnostics.filter(({ severity }) => severity !== "info");
    assert.equal(
      found.map(({ severity, code, field, message, fix }) => {
        const current = field?.current === undefined ? "" : ` = ${shown(field.current)}`;
        return `${severity} ${code} ${field?.path}${current}: ${message} | ${fix?.replace(/: spec\.sidecars.*/, "")}`;
      }),
      want,
    );
    assert.ok(found.every(({ resource, location }) => resource?.name === "web" && location?.file === "stdin" && (location.line ?? 0) >= 4));
    assert.is(
      JSON.stringify(items) === JSON.stringify([named]),
      found.some(({ severity }) => severity === "error"),
    );
  },
});
