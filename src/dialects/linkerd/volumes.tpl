volumes:
{{- if not .Values.cniEnabled }}
- {emptyDir: {}, name: linkerd-proxy-init-xtables-lock}{{ end }}
- {name: linkerd-identity-end-entity, emptyDir: {medium: Memory}}
{{- if and .Since.podInfo .Values.proxy.tracing .Values.proxy.tracing.enabled }}
- {downwardAPI: {items: [{fieldRef: {fieldPath: metadata.labels}, path: labels}]}, name: linkerd-podinfo}{{ end }}{{ if .Values.identity.serviceAccountTokenProjection }}
- name: linkerd-identity-token
  projected: {sources: [{serviceAccountToken: {path: linkerd-identity-token, expirationSeconds: 86400, audience: identity.l5d.io}}]}{{ end }}
