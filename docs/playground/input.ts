/** What a person gives the page: manifests and a configuration, both YAML. */
export interface Input {
  readonly manifests: string;
  readonly config: string;
}

/** The names that messages give the two texts. */
export const names: Readonly<Record<keyof Input, string>> = { manifests: "manifests.yaml", config: "injector.yaml" };
