#!/bin/sh
# Renders every environment into the directory given: a checkout of the branch that the cluster follows.
set -eu
target=$1
mkdir -p "$target"
for environment in staging production; do
  kustomize build --enable-alpha-plugins --enable-exec "$environment" >"$target/$environment.yaml"
done
# Nothing that should be injected may be bare, nothing may be out of date.
podgraft check --require-injected --fail-on warning -f "$target" -c mesh/injector.yaml
