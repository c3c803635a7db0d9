import { compile } from "../../src/gotemplate/template.ts";
import { assert, table } from "../cases.ts";
import { podData, tools } from "./tools.ts";

const pod = {
  metadata: { name: "web", labels: { app: "web" }, annotations: { "example.com/level": "" } },
  spec: {
    serviceAccountName: "runner",
    terminationGracePeriodSeconds: 30,
    nodeSelector: { disk: "ssd" },
    securityContext: { runAsUser: 1000 },
    containers: [
      {
        name: "app",
        image: "app:1",
        ports: [
          { containerPort: 8080, name: "http" },
          { protocol: "UDP", containerPort: 53 },
        ],
        resources: { limits: { cpu: "500m", memory: 1073741824 } },
        readinessProbe: { httpGet: { port: "http", path: "/ready" } },
        env: [{ name: "LEVEL", value: "<info>" }],
      },
      { name: "helper", livenessProbe: { tcpSocket: { port: 9000 } } },
    ],
  },
};

interface Row {
  readonly template: string;
  readonly want: string | RegExp;
}

const rows: readonly Row[] = [
  { template: "{{ .ObjectMeta.Name }} {{ .Spec.ServiceAccountName }}", want: "web runner" },
  { template: "{{ range .Spec.Containers }}{{ .Name }}={{ .Image }};{{ end }}", want: "app=app:1;helper=;" },
  { template: "{{ index .ObjectMeta.Labels `app` }}{{ index .ObjectMeta.Labels `none` }}", want: "web" },
  { template: "{{ isset .ObjectMeta.Annotations `example.com/level` }} {{ isset .ObjectMeta.Annotations `other` }}", want: "true false" },
  { template: "{{ annotation .ObjectMeta `example.com/level` `x` }}|{{ annotation .ObjectMeta `other` 7 }}", want: "|7" },
  { template: "{{ len .Spec.InitContainers }} {{ if .Spec.Volumes }}some{{ else }}none{{ end }}", want: "0 none" },
  { template: "{{ (index (index .Spec.Containers 0).Ports 0).ContainerPort | add 1 }}", want: "8081" },
  {
    template: '{{ range (index .Spec.Containers 0).Ports }}{{ if ne .Protocol "UDP" }}{{ .ContainerPort }}{{ end }}{{ end }}',
    want: "8080",
  },
  { template: "{{ .Spec.TerminationGracePeriodSeconds }}", want: "30" },
  { template: "{{ .Spec.SecurityContext.RunAsUser }} {{ if .Spec.SecurityContext.RunAsGroup }}group{{ end }}", want: "1000 " },
  { template: "{{ if (index .Spec.Containers 1).ReadinessProbe }}ready{{ else }}no probe{{ end }}", want: "no probe" },
  { template: "{{ (index .Spec.Containers 0).ReadinessProbe.HTTPGet.Port }}", want: "http" },
  { template: "{{ (index .Spec.Containers 1).LivenessProbe.TCPSocket.Port.String }}", want: "9000" },
  { template: "{{ toYaml (index .Spec.Containers 0).Resources.Limits }}", want: "cpu: 500m\nmemory: 1073741824\n" },
  { template: "{{ toYaml .Spec.NodeSelector }}{{ toYaml .Spec.Tolerations }}", want: "disk: ssd\nnull\n" },
  { template: "{{ toJson (index (index .Spec.Containers 0).Ports 0) }}", want: '{"name":"http","containerPort":8080}' },
  { template: "{{ toJson (index (index .Spec.Containers 0).Env 0) }}", want: '{"name":"LEVEL","value":"\\u003cinfo\\u003e"}' },
  { template: "{{ printf `%T` .ObjectMeta }} {{ printf `%T` .Spec.Containers }}", want: "v1.ObjectMeta []v1.Container" },
  { template: "{{ .Spec.NoSuchField }}", want: /can't evaluate field NoSuchField in type v1.PodSpec/ },
  { template: "{{ .Spec.Affinity.NodeAffinity }}", want: /nil pointer evaluating \*v1.Affinity.NodeAffinity/ },
  { template: "{{ annotation .Spec `a` `b` }}", want: /wrong type for value; expected v1.ObjectMeta; got v1.PodSpec/ },
];

table("a pod in a template", rows, {
  title: ({ template }) => template,
  run: ({ template: text, want }) => {
    const { text: got, error } = compile("row", text, { functions: tools.functions }).template!.execute(podData({ pod }));
    if (typeof want === "string") assert.is(got ?? error?.message, want);
    else assert.match(error?.message ?? "no error", want);
  },
});
