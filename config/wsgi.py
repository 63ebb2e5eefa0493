import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# A full collection over everything imported so far costs some 25 ms a time: take it out of the collector's sight.
gc.collect()
gc.freeze()
