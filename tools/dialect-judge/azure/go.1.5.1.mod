module podgraft.dev/tools/dialect-judge/azure

go 1.26.0

require github.com/Azure/azure-workload-identity v1.5.1

// The module proxy does not have it, and the pods do not depend on it.
replace monis.app/mlog => ./mlog

// The checksum database does not have that release: a checkout of its tag, which git ignores.
replace github.com/Azure/azure-workload-identity => ./upstream
