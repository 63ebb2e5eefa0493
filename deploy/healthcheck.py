"""Ask the web server inside this container whether database, broker and storage answer. Exits 0 or 1."""

import os
import sys
import urllib.request

# Under a name the site knows: any other Host is refused before the question is heard.
host = os.environ.get("DJANGO_ALLOWED_HOSTS", "localhost").split(",")[0].strip()
request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": host})
try:
    with urllib.request.urlopen(request, timeout=4) as response:
        sys.exit(0 if response.status == 200 else 1)
except OSError as error:
    sys.exit(f"unhealthy: {error}")
