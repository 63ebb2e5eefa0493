"""Run the benchmark: build a district, measure, print the table, exit 1 when a row misses its budget."""

import os
import tempfile

os.environ["DJANGO_SETTINGS_MODULE"] = "scripts.bench.settings"
_media = tempfile.TemporaryDirectory(prefix="branchwork-bench-")
os.environ["BENCH_MEDIA"] = _media.name

import django  # noqa: E402

django.setup()

from scripts.bench.run import main  # noqa: E402 -- the models can be imported now

raise SystemExit(main())
