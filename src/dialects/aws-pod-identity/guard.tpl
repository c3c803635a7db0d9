{{- /* What an admission policy asks of a pod: a role's credentials, and those of EKS Pod Identity instead. */}}
{{- $v := . }}{{ $skipped := printf "variables.annotations[?%s].orValue('')" (print .prefix "/skip-containers" | toJson) }}
{{- $role := printf "variables.accountAnnotations[?%s].orValue('') != ''" (print .prefix "/role-arn" | toJson) }}
{{- $regional := printf "variables.accountAnnotations[?%s].orValue('')" (print .prefix "/sts-regional-endpoints" | toJson) }}
{{- $associated := printf "(request.namespace + '/' + variables.account in %s)" (toJson .identities) }}
{{- $has := "c.?env.orValue([]).exists(e, e.name in %s)" }}{{ $sts := printf $has "['AWS_STS_REGIONAL_ENDPOINTS']" }}
{{- $region := printf $has "['AWS_DEFAULT_REGION', 'AWS_REGION']" }}
{{- range $isIdentity := ternary (list false) (list false true) (empty .identities) }}
{{- $volume := ternary "eks-pod-identity-token" "aws-iam-token" $isIdentity }}
{{- $own := ternary "['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE']" "['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE']" $isIdentity }}
- perAccount: true
  wanted:
  - variables.account == params.metadata.name
  - "!('eks.amazonaws.com/skip-pod-identity-webhook' in variables.labels)"
{{- if $isIdentity }}
  - {{ $associated | quote }}
{{- else }}
  - {{ $role | quote }}
{{- if $v.identities }}
  - {{ print "!" $associated | quote }}
{{- end }}
{{- end }}
  marks:
  - lacks: the volume {{ $volume }} is missing
    carried: >-
      (object.spec.?volumes.orValue([]).size() > 1000 || object.spec.?volumes.orValue([]).exists(v, v.name == '{{ $volume }}'))
  - lacks: no container has all variables and the token's mount
    carried: |-
      (variables.containers.size() > 50 || {{ $skipped }}.size() > 300 || {{ $skipped }}.matches('["\\r\\n]') ||
      variables.containers.exists(c, c.name in {{ $skipped }}.split(',') || c.?env.orValue([]).size() > 500 ||
        c.?volumeMounts.orValue([]).size() > 500 ||
        {{ printf $has $own }} &&
        ({{ $sts }} && {{ $region }} ||
          c.?volumeMounts.orValue([]).exists(m, m.name == '{{ $volume }}') &&
          {{ if $v.region }}{{ $region }} &&{{ end }}
          ({{ $sts }} || {{ if $v.isRegional }}{{ $regional }} in ['0', 'f', 'F', 'false', 'FALSE', 'False']
          {{- else }}!({{ $regional }} in ['1', 't', 'T', 'true', 'TRUE', 'True']){{ end }}))))
{{- if and $isIdentity $v.isLabelled }}
  - lacks: there is no label eks.amazonaws.com/pod-identity
    carried: >-
      'eks.amazonaws.com/pod-identity' in variables.labels
{{- end }}
{{- end }}
