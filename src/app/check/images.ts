import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { invalidImage } from "../../graft/invalid-image.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath } from "../../graft/replace-at.ts";
import { imageFault, isLeftOpen } from "../../kube/image-reference.ts";
import { allContainers } from "../../kube/pod.ts";
import { podTemplatePaths } from "../../kube/workloads.ts";
import type { SidecarConfig } from "../../sidecar/config.ts";
import { at, toValue } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";

/** Images of the workloads' own containers that no node can pull and no later step sets; `told` has those of the sidecars. */
export function unreadableImages(workloads: readonly WorkloadOutcome[], told: readonly Diagnostic[]): readonly Diagnostic[] {
  const isTold = (found: Diagnostic) =>
    told.some(({ code, resource, field }) => code === found.code && resource === found.resource && field?.path === found.field?.path);
  return workloads.flatMap(({ object, location, type }) => {
    const { identity, value } = object;
    const found = podTemplatePaths(value, type).paths.flatMap((template) =>
      allContainers(at(value, ...template)).flatMap(({ list, container: { name, image } }) => {
        if (typeof name !== "string") return [];
        const fault = typeof image === "string" && image !== "" && !isLeftOpen(image) ? imageFault(image) : undefined;
        if (!fault) return [];
        const path = readablePath([...keyedPath(template), "spec", list, { item: name }, "image"]);
        const subject = `the container ${name}`;
        return { ...invalidImage(fault, { subject, path, image: image as string }), resource: identity, location };
      }),
    );
    return found.filter((each) => !isTold(each));
  });
}

/** Images of sidecars whose version the registry decides; those of templates in a text are not looked at. */
export function unpinnedImages(sidecars: readonly SidecarConfig[]): readonly Diagnostic[] {
  return sidecars.flatMap(({ template = {} }, i) => {
    const spec = toValue(template.spec ?? {});
    return (["initContainers", "containers"] as const).flatMap((list) => {
      const containers = at(spec, list);
      if (!Array.isArray(containers)) return [];
      return containers.flatMap((container, j) => {
        const image = at(container, "image");
        if (typeof image !== "string" || !isUnpinned(image)) return [];
        // Istio's injector replaces it.
        if (image === "auto" && at(container, "name") === "istio-proxy") return [];
        return diagnostic("UnpinnedImage", {
          message: `The image ${image} names no version: what the registry has under latest runs, and changes without a commit`,
          fix: "name a version, such as :1.2.3, or a digest",
          field: { path: `spec.sidecars[${i}].template.spec.${list}[${j}].image`, current: image },
        });
      });
    });
  });
}

function isUnpinned(image: string): boolean {
  const tag = image.slice(image.lastIndexOf("/") + 1).split(":")[1];
  return !image.includes("@") && imageFault(image) === undefined && (tag === undefined || tag === "latest");
}
