#!/bin/sh
# Renders production into a checkout of the branch that the cluster follows, and commits what changed.
set -eu
checkout=$1
[ -d "$checkout/.git" ] || git init --quiet --initial-branch=rendered "$checkout"
podgraft build production -o "$checkout/production"
cd "$checkout"
git add --all
git diff --cached --quiet ||
  git -c user.name=render -c user.email=render@example.com commit --quiet --message "Render production"
