{{- /* What the injector adds, as YAML, by .Values, the control plane's namespace .Home, and what the release does, .Since. */}}
{{- define "field" }}{{ range . }}{{ $pair := splitList "=" . }}
  - {name: {{ first $pair }}, valueFrom: {fieldRef: {fieldPath: {{ last $pair }}}}}{{ end }}{{ end }}
{{- define "env" }}{{ range chunk 2 . }}
  - {name: LINKERD2_PROXY_{{ first . }}, value: {{ last . | quote }}}{{ end }}{{ end }}
{{- define "given" }}{{ range chunk 2 . }}{{ if last . }}{{ template "env" . }}{{ end }}{{ end }}{{ end }}
{{- define "resources" }}{{ $all := . }}{{ range $which := list "limit" "request" }}{{ $found := dict }}
{{- range list "cpu" "memory" "ephemeral-storage" }}{{ $amount := index (index $all . | default dict) $which }}
{{- if $amount }}{{ $_ := set $found . $amount }}{{ end }}{{ end }}{{ if $found }}
    {{ $which }}s: {{ toJson $found }}{{ end }}{{ end }}{{ end }}
{{- $v := .Values }}{{ $p := $v.proxy }}{{ $i := $v.proxyInit }}{{ $n := $v.networkValidator }}{{ $home := .Home }}{{ $since := .Since }}
{{- $domain := $v.clusterDomain }}{{ $trust := $v.identityTrustDomain | default $domain }}
{{- $any := ternary "0.0.0.0" "[::]" $v.disableIPv6 }}{{ $out := $p.ports.outbound | toString }}
{{- $image := printf "%v:%v" $p.image.name ($p.image.version | default $v.linkerdVersion) }}
{{- $pull := $p.image.pullPolicy | default $v.imagePullPolicy }}{{ $add := list "NET_ADMIN" "NET_RAW" }}
{{- $podInfo := and $since.podInfo $p.tracing $p.tracing.enabled }}{{ $projected := $v.identity.serviceAccountTokenProjection }}
{{- $account := printf "%s.%s.serviceaccount.identity.%s.%s" "%s" $home $home $trust }}
{{- $isRoot := $i.runAsRoot }}{{ $isPrivileged := or $i.closeWaitTimeoutSecs $i.privileged }}{{ $saPath := $p.saMountPath }}
{{- if not (has $p.logHTTPHeaders (list "insecure" "off" "")) }}{{ fail "proxy.logHTTPHeaders: expected off or insecure" }}{{ end }}
{{- if and $p.nativeSidecar $p.waitBeforeExitSeconds (not $since.nativeByName) }}
{{- fail "proxy.waitBeforeExitSeconds cannot be set with proxy.nativeSidecar" }}{{ end }}
proxy:
  name: linkerd-proxy
  image: {{ $image }}
  imagePullPolicy: {{ $pull }}
  env:
{{- template "field" (list "_pod_name=metadata.name" "_pod_ns=metadata.namespace" "_pod_uid=metadata.uid") }}
{{- if $since.podIP }}{{ template "field" (list "_pod_ip=status.podIP") }}{{ end }}{{ template "field" (list "_pod_nodeName=spec.nodeName") }}
  - {name: _pod_containerName, value: linkerd-proxy}
{{- if $p.cores }}{{ template "env" (list "CORES" $p.cores "CORES_MIN" $p.cores) }}
{{- else }}{{ with $p.runtime.workers }}{{ if or .minimum .maximum .maximumCPURatio }}{{ $least := .minimum | default 1 }}
{{- template "env" (list "CORES" $least "CORES_MIN" $least) }}
{{- template "given" (list "CORES_MAX" .maximum "CORES_MAX_RATIO" .maximumCPURatio) }}{{ end }}{{ end }}{{ end }}
{{- template "given" (list "INBOUND_PORTS_REQUIRE_IDENTITY" $p.requireIdentityOnInboundPorts) }}
{{- template "env" (list
  "SHUTDOWN_ENDPOINT_ENABLED" $p.enableShutdownEndpoint
  "LOG" (print $p.logLevel (ternary "" ",[{headers}]=off,[{request}]=off" (eq $p.logHTTPHeaders "insecure")))
  "LOG_FORMAT" $p.logFormat
  "DESTINATION_SVC_ADDR" (printf "linkerd-dst-headless.%s.svc.%s.:8086" $home $domain)
  "DESTINATION_PROFILE_NETWORKS" $v.clusterNetworks
  "POLICY_SVC_ADDR" (printf "linkerd-policy.%s.svc.%s.:8090" $home $domain)
  "POLICY_WORKLOAD" "{\"ns\":\"$(_pod_ns)\", \"pod\":\"$(_pod_name)\"}\n"
  "INBOUND_DEFAULT_POLICY" $p.defaultInboundPolicy
  "POLICY_CLUSTER_NETWORKS" $v.clusterNetworks
  "CONTROL_STREAM_INITIAL_TIMEOUT" $p.control.streams.initialTimeout
  "CONTROL_STREAM_IDLE_TIMEOUT" $p.control.streams.idleTimeout
  "CONTROL_STREAM_LIFETIME" $p.control.streams.lifetime) }}
{{- template "given" (list
  "INBOUND_CONNECT_TIMEOUT" $p.inboundConnectTimeout
  "OUTBOUND_CONNECT_TIMEOUT" $p.outboundConnectTimeout
  "OUTBOUND_DISCOVERY_IDLE_TIMEOUT" $p.outboundDiscoveryCacheUnusedTimeout
  "INBOUND_DISCOVERY_IDLE_TIMEOUT" $p.inboundDiscoveryCacheUnusedTimeout
  "OUTBOUND_DETECT_TIMEOUT" (ternary "365d" "" $p.disableOutboundProtocolDetectTimeout)
  "INBOUND_DETECT_TIMEOUT" (ternary "365d" "" $p.disableInboundProtocolDetectTimeout)) }}
{{- template "env" (list
  "CONTROL_LISTEN_ADDR" (printf "%s:%v" $any $p.ports.control)
  "ADMIN_LISTEN_ADDR" (printf "%s:%v" $any $p.ports.admin)
  "OUTBOUND_LISTEN_ADDR" (print "127.0.0.1:" $out)
  "OUTBOUND_LISTEN_ADDRS" (print "127.0.0.1:" $out (ternary "" (print ",[::1]:" $out) $v.disableIPv6))
  "INBOUND_LISTEN_ADDR" (printf "%s:%v" $any $p.ports.inbound)) }}
{{- template "field" (list "LINKERD2_PROXY_INBOUND_IPS=status.podIPs") }}{{ template "env" (list "INBOUND_PORTS" $p.podInboundPorts) }}
{{- if $p.isGateway }}{{ template "env" (list "INBOUND_GATEWAY_SUFFIXES" (printf "svc.%s." $domain)) }}{{ end }}
{{- if $p.isIngress }}{{ template "env" (list "INGRESS_MODE" "true") }}{{ end }}
{{- template "env" (list
  "DESTINATION_PROFILE_SUFFIXES" (ternary "." (printf "svc.%s." $domain) $p.enableExternalProfiles)
  "INBOUND_ACCEPT_KEEPALIVE" "10000ms" "OUTBOUND_CONNECT_KEEPALIVE" "10000ms"
  "INBOUND_ACCEPT_USER_TIMEOUT" "30s" "OUTBOUND_CONNECT_USER_TIMEOUT" "30s"
  "OUTBOUND_METRICS_HOSTNAME_LABELS" $p.metrics.hostnameLabels) }}
{{- if and $since.tracing $p.tracing $p.tracing.enabled }}{{ $to := $p.tracing.collector }}{{ $who := $to.meshIdentity }}
{{- if not (and $to.endpoint $who.serviceAccountName $who.namespace) }}
{{- fail "proxy.tracing.collector: expected endpoint, meshIdentity.serviceAccountName and meshIdentity.namespace" }}{{ end }}
{{- $labels := "" }}{{ range $key, $value := $p.tracing.labels }}{{ $labels = print $labels $key "=" $value "\n" }}{{ end }}
{{- template "env" (list "TRACE_ATTRIBUTES_PATH" "/var/run/linkerd/podinfo/labels") }}
{{- if $since.traceLabels }}{{ template "env" (list "TRACE_ANNOTATIONS_PATH" "/var/run/linkerd/podinfo/annotations") }}{{ end }}
{{- template "env" (list
  "TRACE_PROTOCOL" ($p.tracing.protocol | default "opentelemetry")
  "TRACE_SERVICE_NAME" $p.tracing.traceServiceName
  "TRACE_COLLECTOR_SVC_ADDR" $to.endpoint
  "TRACE_COLLECTOR_SVC_NAME" (printf "%s.%s.serviceaccount.identity.%s.%s" $who.serviceAccountName $who.namespace $home
    (ternary $trust $domain $since.traceTrustDomain))
  "TRACE_EXTRA_ATTRIBUTES" $labels) }}{{ end }}
{{- range $side, $scopes := dict "INBOUND" $p.inbound "OUTBOUND" $p.outbound }}{{ range $scope, $protocols := $scopes }}
{{- range $protocol, $keys := $protocols }}{{ range $key, $value := $keys }}
{{- template "env" (list (printf "%s_%s_%s_%s" $side (snakecase $scope) (snakecase $protocol) (snakecase $key) | upper) $value) }}
{{- end }}{{ end }}{{ end }}{{ end }}
{{- template "given" (list "INBOUND_PORTS_DISABLE_PROTOCOL_DETECTION" $p.opaquePorts) }}
{{- template "env" (list "DESTINATION_CONTEXT" "{\"ns\":\"$(_pod_ns)\", \"nodeName\":\"$(_pod_nodeName)\", \"pod\":\"$(_pod_name)\"}\n") }}
{{- template "field" (list "_pod_sa=spec.serviceAccountName") }}
  - {name: _l5d_ns, value: {{ $home }}}
  - {name: _l5d_trustdomain, value: {{ $trust }}}
{{- template "env" (list
  "IDENTITY_DIR" "/var/run/linkerd/identity/end-entity"
  "IDENTITY_TRUST_ANCHORS" (print (trim $v.identityTrustAnchorsPEM) "\n")
  "IDENTITY_TOKEN_FILE" (print "/var/run/secrets/" (ternary "tokens/linkerd-identity-token" "kubernetes.io/serviceaccount/token" $projected))
  "IDENTITY_SVC_ADDR" (printf "linkerd-identity-headless.%s.svc.%s.:8080" $home $domain)
  "IDENTITY_LOCAL_NAME" (printf "$(_pod_sa).$(_pod_ns).serviceaccount.identity.%s.%s" $home $trust)
  "IDENTITY_SVC_NAME" (printf $account "linkerd-identity")
  "DESTINATION_SVC_NAME" (printf $account "linkerd-destination")
  "POLICY_SVC_NAME" (printf $account "linkerd-destination")) }}
{{- template "given" (list "ACCESS_LOG" $p.accessLog "SHUTDOWN_GRACE_PERIOD" $p.shutdownGracePeriod) }}
{{- range concat ($p.additionalEnv | default list) ($p.experimentalEnv | default list) }}
  - {{ toJson . }}{{ end }}
  ports: [{containerPort: {{ $p.ports.inbound }}, name: linkerd-proxy}, {containerPort: {{ $p.ports.admin }}, name: linkerd-admin}]
  livenessProbe: {{ merge (dict "httpGet" (dict "path" "/live" "port" $p.ports.admin)) $p.livenessProbe | toJson }}
  readinessProbe: {{ merge (dict "httpGet" (dict "path" "/ready" "port" $p.ports.admin)) $p.readinessProbe | toJson }}
{{- if and $p.nativeSidecar $p.await }}
  startupProbe: {{ merge (dict "httpGet" (dict "path" "/ready" "port" $p.ports.admin)) $p.startupProbe | toJson }}{{ end }}
  resources:{{ template "resources" $p.resources }}
  securityContext:
{{- if and $since.securityContext $p.securityContext }} {{ toJson $p.securityContext }}{{ else }}
    allowPrivilegeEscalation: false
{{- with $p.capabilities }}{{ if or .add .drop }}
    capabilities: { {{- if .add }}add: {{ toJson .add }}, {{ end }}{{ if .drop }}drop: {{ toJson .drop }}{{ end }}}{{ end }}{{ end }}
    readOnlyRootFilesystem: true
    runAsNonRoot: true
    runAsUser: {{ int64 $p.uid }}
{{- if ge (int $p.gid) 0 }}
    runAsGroup: {{ int64 $p.gid }}{{ end }}
    seccompProfile: {type: RuntimeDefault}{{ end }}
  terminationMessagePolicy: FallbackToLogsOnError
{{- if not $p.nativeSidecar }}
  lifecycle:
{{- if $p.await }}
    postStart: {exec: {command: [/usr/lib/linkerd/linkerd-await, --timeout=2m, --port={{ $p.ports.admin }}]}}{{ end }}
{{- if $p.waitBeforeExitSeconds }}
    preStop: {exec: {command: [/bin/sleep, {{ $p.waitBeforeExitSeconds | quote }}]}}{{ end }}{{ end }}
  volumeMounts:
  - {mountPath: /var/run/linkerd/identity/end-entity, name: linkerd-identity-end-entity}
{{- if $podInfo }}
  - {mountPath: /var/run/linkerd/podinfo, name: linkerd-podinfo}{{ end }}{{ if $projected }}
  - {mountPath: /var/run/secrets/tokens, name: linkerd-identity-token}{{ end }}{{ with $saPath }}
  - {{ toJson . }}{{ end }}{{ if $p.nativeSidecar }}
  restartPolicy: Always{{ end }}
init:
{{- if $v.cniEnabled }}
  name: linkerd-network-validator
  image: {{ $image }}
  imagePullPolicy: {{ $pull }}
  resources:{{ template "resources" $p.resources }}
{{- if and $since.securityContext $n.securityContext }}
  securityContext: {{ toJson $n.securityContext }}{{ else if or $since.securityContext $n.enableSecurityContext }}
  securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true, runAsGroup: 65534,
    runAsNonRoot: true, runAsUser: 65534, seccompProfile: {type: RuntimeDefault}}{{ end }}
  command: [/usr/lib/linkerd/linkerd2-network-validator]
  args: [--log-format, {{ $n.logFormat }}, --log-level, {{ $n.logLevel }},
    --connect-addr, {{ $n.connectAddr | default (ternary "1.1.1.1:20001" "[fd00::1]:20001" $v.disableIPv6) | quote }},
    --listen-addr, {{ $n.listenAddr | default (print $any ":4140") | quote }}, --timeout, {{ $n.timeout }}]
{{- else }}
{{- if not (has $i.iptablesMode (list "nft" "legacy")) }}{{ fail "proxyInit.iptablesMode: expected nft or legacy" }}{{ end }}
{{- if and $i.closeWaitTimeoutSecs (not $isRoot) }}{{ fail "proxyInit.closeWaitTimeoutSecs needs proxyInit.runAsRoot: true" }}{{ end }}
  name: linkerd-init
  args:
{{- range concat
  (ternary (list "--firewall-bin-path" "iptables-nft" "--firewall-save-bin-path" "iptables-nft-save") list (eq $i.iptablesMode "nft"))
  (ternary (list "--ipv6=false") list $v.disableIPv6)
  (list "--incoming-proxy-port" $p.ports.inbound "--outgoing-proxy-port" $p.ports.outbound "--proxy-uid" $p.uid)
  (ternary (list "--proxy-gid" $p.gid) list (ge (int $p.gid) 0))
  (list "--inbound-ports-to-ignore" (printf "%v,%v%s" $p.ports.control $p.ports.admin
    (ternary "" (print "," $i.ignoreInboundPorts) (empty $i.ignoreInboundPorts))))
  (ternary list (list "--outbound-ports-to-ignore" $i.ignoreOutboundPorts) (empty $i.ignoreOutboundPorts))
  (ternary list (list "--timeout-close-wait-secs" $i.closeWaitTimeoutSecs) (empty $i.closeWaitTimeoutSecs))
  (ternary list (list "--log-format" $i.logFormat) (empty $i.logFormat))
  (ternary list (list "--log-level" $i.logLevel) (empty $i.logLevel))
  (ternary list (list "--subnets-to-ignore" $i.skipSubnets) (empty $i.skipSubnets)) }}
  - {{ quote . }}{{ end }}
{{- if $since.oneImage }}
  image: {{ $image }}
  command: [/usr/lib/linkerd/linkerd2-proxy-init]
  imagePullPolicy: {{ $pull }}{{ else }}
  image: {{ $i.image.name }}:{{ $i.image.version }}
  imagePullPolicy: {{ $i.image.pullPolicy | default $v.imagePullPolicy }}{{ end }}
  resources:{{ template "resources" $p.resources }}
  securityContext:
    allowPrivilegeEscalation: {{ $isPrivileged | not | not }}
    capabilities: {add: {{ with $i.capabilities }}{{ concat $add (.add | default list) | toJson }}{{ if .drop }}, drop: {{ toJson .drop }}{{ end }}
      {{- else }}{{ toJson $add }}{{ end }}}
    privileged: {{ $isPrivileged | not | not }}
    runAsNonRoot: {{ not $isRoot }}
    runAsUser: {{ ternary 0 (int64 ($i.runAsUser | default 65534)) $isRoot }}
    runAsGroup: {{ ternary 0 (int64 ($i.runAsGroup | default 65534)) $isRoot }}
    readOnlyRootFilesystem: true
    seccompProfile: {type: RuntimeDefault}
  terminationMessagePolicy: FallbackToLogsOnError
  volumeMounts:
  - {mountPath: {{ $i.xtMountPath.mountPath }}, name: {{ $i.xtMountPath.name }}}{{ with $saPath }}
  - {{ toJson . }}{{ end }}{{ end }}
{{- if $v.debugContainer.isAsked }}{{ with $v.debugContainer.image }}
debug:
  image: {{ .name }}:{{ .version | default $v.linkerdVersion }}
  imagePullPolicy: {{ .pullPolicy | default $v.imagePullPolicy }}
  name: linkerd-debug
  terminationMessagePolicy: FallbackToLogsOnError
  livenessProbe: {exec: {command: ["true"]}}
  readinessProbe: {exec: {command: ["true"]}}{{ end }}{{ end }}
