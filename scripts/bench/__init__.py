"""The benchmark table: what pages and services cost, each as a ratio to its floor measured in the same run.

`make bench` runs all of it, `make bench ARGS="pages --rounds 5"` a part. See docs/adr/0007-bench.md.
"""
