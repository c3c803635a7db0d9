{{- /* What an admission policy asks of a pod, by the release and the settings. */}}
{{- $pods := "variables.annotations[?'azure.workload.identity/%s']" }}{{ $accounts := "variables.accountAnnotations[?'azure.workload.identity/%s'].orValue('')" }}
{{- $expiration := printf $pods "service-account-token-expiration" }}{{ $port := printf $pods "proxy-sidecar-port" }}
{{- $noProxy := "!('azure.workload.identity/inject-proxy-sidecar' in variables.annotations)" }}
{{- $list := ternary "object.spec.?initContainers.orValue([])" "object.spec.containers" .isNative }}
- perAccount: true
  wanted:
  - variables.account == params.metadata.name
  - variables.labels[?'azure.workload.identity/use'].orValue('') == 'true'
  variables:
  - name: azureExpiration
    expression: >-
      {{ $expiration }}.orValue('') == '' ? {{ printf $accounts "service-account-token-expiration" }} : {{ $expiration }}.orValue('')
  - name: azureSkipped
    expression: >-
      {{ printf $pods "skip-containers" }}.orValue('').split(';').map(name, name.trim())
  marks:
  - lacks: its webhook refuses the token's expiration; expected 3600 to 86400 seconds
    carried: >-
      (variables.azureExpiration == '' || variables.azureExpiration.matches('^[+-]?0*[0-9]{1,18}$') &&
      int(variables.azureExpiration) >= 3600 && int(variables.azureExpiration) <= 86400)
  - lacks: its webhook refuses the proxy on the host's network, and with a port that is not a number
    carried: >-
      ({{ $noProxy }} || !object.spec.?hostNetwork.orValue(false) &&
      ({{ $port }}.orValue('0').matches('^[+-]?0*[0-9]{1,18}$') &&
      int({{ $port }}.orValue('0')) >= -2147483648 && int({{ $port }}.orValue('0')) <= 2147483647))
  - lacks: the volume with the token is missing
    carried: >-
      (object.spec.?volumes.orValue([]).size() > 1000 || object.spec.?volumes.orValue([]).exists(v,
      {{ if .isNew }}v.name.startsWith('azure-workload-identity-reserved-'){{ else -}}
      v.?projected.?sources.orValue([]).exists(s, s.?serviceAccountToken.?path.orValue('') == 'azure-identity-token'){{ end }}))
  - lacks: no container has all variables and the token's mount
    carried: |-
      (variables.containers.size() > 50 || {{ printf $pods "skip-containers" }}.orValue('').size() > 300 ||
      variables.containers.exists(c, c.name in variables.azureSkipped || c.?env.orValue([]).size() > 500 ||
        c.?volumeMounts.orValue([]).size() > 500 ||
        c.?volumeMounts.orValue([]).exists(m, {{ if .isNew -}}
        m.name.startsWith('azure-workload-identity-reserved-') && m.mountPath == '/var/run/secrets/azure/wi'{{ else -}}
        m.name == 'azure-identity-token'{{ end }}) &&
        c.?env.orValue([]).exists(e, e.name == 'AZURE_FEDERATED_TOKEN_FILE') &&
        c.?env.orValue([]).exists(e, e.name == 'AZURE_AUTHORITY_HOST') &&
        ({{ printf $accounts "client-id" }} == '' || c.?env.orValue([]).exists(e, e.name == 'AZURE_CLIENT_ID')) &&
        (variables.accountAnnotations[?'azure.workload.identity/tenant-id'].orValue('of the settings') == '' ||
          c.?env.orValue([]).exists(e, e.name == 'AZURE_TENANT_ID'))))
  - lacks: there is no container azwi-proxy-init
    carried: >-
      ({{ $noProxy }} || object.spec.?initContainers.orValue([]).exists(c, c.name == 'azwi-proxy-init'))
  - lacks: there is no container azwi-proxy
    carried: >-
      ({{ $noProxy }} || {{ $list }}.exists(c, c.name == 'azwi-proxy'))
  - lacks: the container azwi-proxy has another image than {{ .proxy }}
    carried: >-
      ({{ $noProxy }} || !variables.containers.exists(c, c.name == 'azwi-proxy' && c.?image.orValue('') != {{ toJson .proxy }}))
