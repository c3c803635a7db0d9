import { injectTexts, uninjectTexts } from "../../src/app/inject/texts.ts";

/** A configuration with sidecars, as the lines below `sidecars:`. */
export function configOf(name: string, sidecars: string) {
  const head = `apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: ${name}}\nspec:\n  kubernetesVersion: "1.34"\n`;
  return { file: `${name}.yaml`, text: `${head}  namespaces: {default: shop}\n  sidecars:\n${sidecars}` };
}

export const grafted = (config: ReturnType<typeof configOf>, text: string) => injectTexts({ config, inputs: [{ file: "in.yaml", text }] });
export const injected = (config: ReturnType<typeof configOf>, text: string) => grafted(config, text).texts?.[0] as string;
export const without = (text: string, only?: string) => uninjectTexts([{ file: "in.yaml", text }], { only });
