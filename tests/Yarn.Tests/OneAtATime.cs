// The tests share one cluster and look at all that runs on it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
