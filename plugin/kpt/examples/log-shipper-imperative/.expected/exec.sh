#!/usr/bin/env bash
kpt fn eval . --exec podgraft --results-dir ../results -- 'sidecars=[{name: log-shipper, policy: enabled, template: {spec: {containers: [{name: log-shipper, image: "fluent/fluent-bit:3.1.9"}]}}}]'
