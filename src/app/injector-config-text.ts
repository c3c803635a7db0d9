import { at, isMap } from "../value/value.ts";
import { parseText } from "./parse-text.ts";

/**
 * A file that names the injector's configuration, as that: one without templates is itself the template of the sidecar.
 *
 * Source: istio istioctl/pkg/kubeinject/kubeinject.go injectCommand
 */
export async function injectorConfigText(text: string): Promise<string> {
  const value = (await parseText([text]))(text);
  const templates = at(value, "templates");
  return isMap(templates) && Object.keys(templates).length > 0 ? text : JSON.stringify({ templates: { sidecar: text } });
}
