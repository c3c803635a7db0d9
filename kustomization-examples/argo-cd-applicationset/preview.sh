#!/bin/sh
# Builds an app as Argo CD does: in its directory, with the ApplicationSet's parameters.
set -eu
export ARGOCD_APP_NAMESPACE="$1" ARGOCD_APP_SOURCE_PATH="apps/$1"
export ARGOCD_APP_PARAMETERS='[
  {"name": "config", "string": "../../platform/injector.yaml"},
  {"name": "namespace-labels", "map": {"istio-injection": "disabled", "mesh": "git"}}
]'
cd "apps/$1"
exec podgraft build .
