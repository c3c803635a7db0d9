import { parseAllDocuments } from "yaml";

interface Built {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly template: { readonly spec: PodSpec } };
}

interface PodSpec {
  readonly containers: readonly { readonly name: string; readonly image: string }[];
}

/** The objects in a host's output, as a reader of YAML 1.1 reads them, which is what Kubernetes uses. */
export function built(text: string): readonly Built[] {
  return parseAllDocuments(text, { version: "1.1" }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Built;
  });
}

/** The images of every Deployment's containers, by "namespace/name". */
export function images(text: string): Readonly<Record<string, readonly string[]>> {
  const deployments = built(text).filter(({ kind }) => kind === "Deployment");
  return Object.fromEntries(
    deployments.map(({ metadata, spec }) => [
      [metadata.namespace, metadata.name].filter((part) => part !== undefined).join("/"),
      spec.template.spec.containers.map(({ image }) => image),
    ]),
  );
}
