#!/bin/sh
# Builds Linkerd's judge from a checkout of github.com/linkerd/linkerd2 at one of its versions: build.sh CHECKOUT VERSION OUTPUT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/podgraft-judge"
cp "$here/main.go" "$1/podgraft-judge/"
cd "$1"
GOFLAGS="-mod=mod -buildvcs=false" go build -ldflags "-X github.com/linkerd/linkerd2/pkg/version.Version=$2" -o "$3" ./podgraft-judge
