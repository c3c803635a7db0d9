#!/bin/sh
# Makes a bare repository with an empty branch `rendered`: here it stands for the one that the cluster follows.
set -eu
git init --quiet --bare --initial-branch=rendered "$1"
tree=$(git -C "$1" mktree </dev/null)
commit=$(git -C "$1" -c user.name=render -c user.email=render@example.com commit-tree -m "Begin" "$tree")
git -C "$1" update-ref refs/heads/rendered "$commit"
