#!/bin/sh
# Builds the app as Argo CD does: in its directory, with the Application's parameters.
set -eu
export ARGOCD_APP_NAMESPACE=orders ARGOCD_APP_SOURCE_PATH=app
export ARGOCD_APP_PARAMETERS='[{"name": "config", "string": "../injector.yaml"}]'
cd app
exec podgraft build .
