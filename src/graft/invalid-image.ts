import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import type { ImageFault } from "../kube/image-reference.ts";
import type { Value } from "../value/value.ts";

/** Whose image it is, where it is in the workload, and its name. */
interface Image {
  readonly subject: string;
  readonly path: string;
  readonly image: Value;
}

/** An image that the API server accepts, and no node can pull. */
export function invalidImage({ expected, proposed }: ImageFault, { subject, path, image }: Image): Diagnostic {
  return diagnostic("InvalidImage", {
    message: `No node can pull the image of ${subject}: it is ${describe(image)}; expected ${expected}`,
    fix: proposed === undefined ? "correct the image" : `write ${proposed}`,
    field: { path, current: image, ...(proposed !== undefined && { proposed }) },
  });
}
