#!/bin/sh
# Builds an app as Argo CD does: in its directory, with the Application's parameters.
set -eu
export ARGOCD_APP_NAMESPACE="$1" ARGOCD_APP_SOURCE_PATH="apps/$1"
export ARGOCD_APP_PARAMETERS='[{"name": "config", "string": "../../platform/injector.yaml"}]'
cd "apps/$1"
exec podgraft build .
