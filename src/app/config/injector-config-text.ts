import { at, isMap } from "../../value/value.ts";
import { parseText } from "../embedded-yaml.ts";

/**
 * A file that names the injector's configuration, as that: one without templates is itself the template of the sidecar.
 *
 * Source: istio istioctl/pkg/kubeinject/kubeinject.go injectCommand
 */
export function injectorConfigText(text: string): string {
  const value = parseText(text);
  const templates = at(value, "templates");
  return isMap(templates) && Object.keys(templates).length > 0 ? text : JSON.stringify({ templates: { sidecar: text } });
}
