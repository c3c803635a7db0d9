{{- /* The same by the partials of the user's own chart. Source: linkerd2 charts/patch/templates/patch.json */}}
proxy:
{{ include "partials.proxy" . | indent 2 }}
init:
{{ include (ternary "partials.network-validator" "partials.proxy-init" .Values.cniEnabled) . | indent 2 }}
{{ if .Values.debugContainer.isAsked }}
debug:
{{ include "partials.debug" . | indent 2 }}
{{ end }}
