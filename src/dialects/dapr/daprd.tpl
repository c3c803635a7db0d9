{{- /* What goes into a pod, as YAML, by the values with the pod's annotations. Source: dapr pkg/injector/patcher/sidecar_container.go */}}
{{- define "given" }}{{ if . }}{{ int64 . }}{{ else }}null{{ end }}{{ end }}
{{- define "probe" }}
    initialDelaySeconds: {{ template "given" (index . 0) }}
    timeoutSeconds: {{ template "given" (index . 1) }}
    periodSeconds: {{ template "given" (index . 2) }}
    failureThreshold: {{ template "given" (index . 3) }}{{ end }}
{{- $v := . }}{{ $debug := .debugPort | int64 | toString }}
{{- $folder := .pluggableComponentsSocketsFolder | default "/tmp/dapr-components-sockets" }}
{{- $args := concat
  (list "--dapr-http-port" "3500" "--dapr-grpc-port" (.grpcPort | int64 | toString)
    "--dapr-internal-grpc-port" (.internalGrpcPort | int64 | toString)
    "--dapr-listen-addresses" .listenAddresses "--dapr-public-port" "3501" "--app-id" .appID "--app-protocol" .appProtocol
    "--log-level" .logLevel "--dapr-graceful-shutdown-seconds" (.gracefulShutdownSeconds | int64 | toString) "--mode" "kubernetes"
    "--control-plane-address" .operatorAddress "--sentry-address" .sentryAddress)
  (ternary (list "--app-port" (.appPort | int64 | toString)) list (gt (int64 .appPort) 0))
  (ternary (list "--enable-metrics" "--metrics-port" (.metricsPort | int64 | toString)) list .enableMetrics)
  (ternary list (list "--config" .config) (empty .config))
  (ternary list (list "--app-channel-address" .appChannelAddress) (empty .appChannelAddress))
  (ternary list (list "--placement-host-address" .placementAddress) (empty .placementAddress))
  (ternary list (list "--sentry-request-jwt-audiences" .sentryRequestJwtAudiences) (empty .sentryRequestJwtAudiences))
  (ternary (list (print "--enable-api-logging=" .enableAPILogging)) list (hasKey $v "enableAPILogging"))
  (ternary (list "--disable-builtin-k8s-secret-store") list .disableBuiltinK8sSecretStore)
  (ternary (list "--enable-app-health-check" "--app-health-check-path" .appHealthCheckPath
    "--app-health-probe-interval" (.appHealthProbeInterval | int64 | toString)
    "--app-health-probe-timeout" (.appHealthProbeTimeout | int64 | toString)
    "--app-health-threshold" (.appHealthThreshold | int64 | toString)) list .enableAppHealthCheck)
  (ternary (list "--log-as-json") list .logAsJSON)
  (ternary (list "--enable-profiling") list .enableProfiling)
  (ternary (list "--enable-mtls") list .mtls)
  (ternary (list "--app-ssl") list .appSSL)
  (ternary (list "--app-max-concurrency" (.appMaxConcurrency | int64 | toString)) list (hasKey $v "appMaxConcurrency"))
  (ternary (list "--dapr-http-max-request-size" (.httpMaxRequestSize | int64 | toString)) list (hasKey $v "httpMaxRequestSize"))
  (ternary list (list "--max-body-size" .maxBodySize) (empty .maxBodySize))
  (ternary (list "--dapr-http-read-buffer-size" (.httpReadBufferSize | int64 | toString)) list (hasKey $v "httpReadBufferSize"))
  (ternary list (list "--read-buffer-size" .readBufferSize) (empty .readBufferSize))
  (ternary list (list "--unix-domain-socket" "/var/run/dapr-sockets") (empty .unixDomainSocketPath))
  (ternary (list "--dapr-block-shutdown-duration" .blockShutdownDuration) list (hasKey $v "blockShutdownDuration")) }}
{{- $program := list "/daprd" }}
{{- if .enableDebug }}{{ $program = list "/dlv" }}
{{- $args = concat (list "--listen" (print ":" $debug) "--accept-multiclient" "--headless=true" "--log" "--api-version=2" "exec"
  "/daprd" "--") $args }}
{{- end }}
{{- $env := concat
  (list (dict "name" "NAMESPACE" "value" .namespace) (dict "name" "DAPR_TRUST_ANCHORS" "value" .trustAnchors)
    (dict "name" "POD_NAME" "valueFrom" (dict "fieldRef" (dict "fieldPath" "metadata.name")))
    (dict "name" "DAPR_CONTROLPLANE_NAMESPACE" "value" .home) (dict "name" "DAPR_CONTROLPLANE_TRUST_DOMAIN" "value" .trustDomain))
  (ternary (list (dict "name" "DAPR_HOST_IP" "valueFrom" (dict "fieldRef" (dict "fieldPath" "status.podIP")))) list .downwardAPIs)
  (ternary list (list (dict "name" "DAPR_SCHEDULER_HOST_ADDRESS" "value" .schedulerAddress)
    (dict "name" "DAPR_SCHEDULER_HOST_ADDRESS_DNS_A" "value" .schedulerDns)) (empty .schedulerAddress)) }}
{{- $names := list }}
{{- range concat .env .envFromSecret }}{{ $names = append $names .name }}
{{- if not .isWrong }}{{ $env = append $env . }}{{ end }}{{ end }}
{{- if $names }}{{ $env = append $env (dict "name" "DAPR_ENV_KEYS" "value" (join " " $names)) }}{{ end }}
{{- $isAdministrators := has "SSL_CERT_DIR" $names }}
{{- if .hasComponents }}{{ $env = append $env (dict "name" "DAPR_COMPONENT_SOCKETS_FOLDER" "value" $folder) }}{{ end }}
{{- if .apiTokenSecret }}
{{- $env = append $env (dict "name" "DAPR_API_TOKEN" "valueFrom" (dict "secretKeyRef" (dict "name" .apiTokenSecret "key" "token"))) }}{{ end }}
{{- if .appTokenSecret }}
{{- $env = append $env (dict "name" "APP_API_TOKEN" "valueFrom" (dict "secretKeyRef" (dict "name" .appTokenSecret "key" "token"))) }}{{ end }}
{{- $protocol := lower .appProtocol }}{{ $secure := dict "http" "https" "grpc" "grpcs" }}
{{- if and .appSSL (hasKey $secure $protocol) }}{{ $protocol = get $secure $protocol }}{{ end }}{{ $protocol = $protocol | default "http" }}
{{- $isKnown := has $protocol (list "http" "https" "grpc" "grpcs" "h2c") }}
daprd:
  name: daprd
  image: {{ if .image }}{{ toJson .image }}{{ end }}
  imagePullPolicy: {{ .imagePullPolicy }}
{{- if .isEntrypointSet }}
  command: {{ toJson $program }}
  args: {{ toJson $args }}
{{- else }}
  args: {{ concat $program $args | toJson }}{{ end }}
  securityContext:
    allowPrivilegeEscalation: false
{{- if .seccompProfileType }}
    seccompProfile: {type: {{ toJson .seccompProfileType }}}{{ end }}
{{- if .dropAllCapabilities }}
    capabilities: {drop: [ALL]}{{ end }}
{{- if $isAdministrators }}
    windowsOptions: {runAsUserName: ContainerAdministrator}
    runAsNonRoot: false
    readOnlyRootFilesystem: false
{{- else }}
    runAsNonRoot: {{ .runAsNonRoot }}
    readOnlyRootFilesystem: {{ .readOnlyRootFilesystem }}
    runAsUser: {{ template "given" .runAsUser }}
    runAsGroup: {{ template "given" .runAsGroup }}{{ end }}
  ports:
  - {name: dapr-http, containerPort: 3500}
  - {name: dapr-grpc, containerPort: {{ int64 .grpcPort }}}
  - {name: dapr-internal, containerPort: {{ int64 .internalGrpcPort }}}
  - {name: dapr-metrics, containerPort: {{ int64 .metricsPort }}}
{{- if .enableDebug }}
  - {name: dapr-debug, containerPort: {{ $debug }}}{{ end }}
  env: {{ toJson $env }}
  volumeMounts:{{ range .mounts }}
  - {{ toJson . }}{{ end }}
{{- if .unixDomainSocketPath }}
  - {name: dapr-unix-domain-socket, mountPath: /var/run/dapr-sockets}{{ end }}
  - {name: dapr-identity-token, mountPath: /var/run/secrets/dapr.io/sentrytoken, readOnly: true}
{{- if .hasComponents }}
  - {name: dapr-components-unix-domain-socket, mountPath: {{ toJson $folder }}}{{ end }}
  readinessProbe:
    httpGet: {path: /v1.0/healthz, port: 3501}
{{- template "probe" (list .readinessProbeDelaySeconds .readinessProbeTimeoutSeconds .readinessProbePeriodSeconds
  .readinessProbeThreshold) }}
  livenessProbe:
    tcpSocket: {port: 3501}
{{- template "probe" (list .livenessProbeDelaySeconds .livenessProbeTimeoutSeconds .livenessProbePeriodSeconds
  .livenessProbeThreshold) }}
  resources:
{{- range $which, $amounts := .resources }}{{ $found := dict }}
{{- range $name, $amount := $amounts }}{{ if $amount }}{{ $_ := set $found $name $amount }}{{ end }}{{ end }}{{ if $found }}
    {{ $which }}: {{ toJson $found }}{{ end }}{{ end }}
variables: {DAPR_HTTP_PORT: "3500", DAPR_GRPC_PORT: "{{ int64 .grpcPort }}", APP_PROTOCOL: {{ ternary $protocol "" $isKnown | default nil | toJson }}}
folder: {{ toJson $folder }}
volumes:
{{- if .unixDomainSocketPath }}
- {name: dapr-unix-domain-socket, emptyDir: {medium: Memory}}{{ end }}
- name: dapr-identity-token
  projected:
    defaultMode: 420
    sources: [{serviceAccountToken: {audience: "{{ .audience }}", expirationSeconds: 7200, path: token}}]
