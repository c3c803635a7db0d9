package main

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/admission/plugin/policy/generic"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/tools/cache"
)

// paramsOf is what the server evaluates a policy for: each ServiceAccount of the pod's namespace that its binding selects, or nothing once.
func paramsOf(guard Guard, c Case) []runtime.Object {
	found, err := generic.CollectParams(guard.Policy.Spec.ParamKind, known(c.Accounts), meta.RESTScopeNamespace, guard.Binding.Spec.ParamRef, c.Namespace.Name)
	if err != nil {
		panic(err)
	}
	return found
}

// known is what the server's informer knows of ServiceAccounts.
func known(accounts []*corev1.ServiceAccount) informers.GenericInformer {
	store := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for _, account := range accounts {
		if err := store.Add(account); err != nil {
			panic(err)
		}
	}
	return informer{store}
}

type informer struct{ store cache.Indexer }

func (i informer) Informer() cache.SharedIndexInformer { return synced{} }

func (i informer) Lister() cache.GenericLister {
	return cache.NewGenericLister(i.store, corev1.Resource("serviceaccounts"))
}

type synced struct{ cache.SharedIndexInformer }

func (synced) HasSynced() bool { return true }
