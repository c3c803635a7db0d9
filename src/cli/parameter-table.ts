/** The parameters that an Application may give to podgraft as a plugin, as Argo CD shows them. */
export interface ParameterFacts {
  readonly type: "string" | "array" | "map";
  readonly title: string;
  readonly tooltip: string;
  /** Only for Helm charts. */
  readonly isHelm?: true;
}

export const parameterTable = {
  config: {
    type: "string",
    title: "Configuration",
    tooltip: "The file with the SidecarInjector, relative to the application's directory. Absent: the one that is found there.",
  },
  "namespace-labels": {
    type: "map",
    title: "Labels of the namespace",
    tooltip: "What labels the application's namespace has in the cluster: selectors and Istio's rules ask for them.",
  },
  context: {
    type: "array",
    title: "Context",
    tooltip: "Files or directories with Namespaces or the mesh's ConfigMaps, relative to the application's directory: read, not applied.",
  },
  "release-name": {
    type: "string",
    title: "Helm release",
    tooltip: "The name of the chart's release. Absent: the application's name.",
    isHelm: true,
  },
  values: {
    type: "string",
    title: "Helm values",
    tooltip: "The values of the chart, as YAML. They come after those of values-files.",
    isHelm: true,
  },
  "values-files": {
    type: "array",
    title: "Helm values files",
    tooltip: "Files with values of the chart, relative to its directory.",
    isHelm: true,
  },
} as const satisfies Readonly<Record<string, ParameterFacts>>;

export type ParameterName = keyof typeof parameterTable;
