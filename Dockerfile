# The production image: the sources, their packages and the collected assets. No compiler, no Node.js, no root.

FROM node:24-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev


FROM python:3.11-slim AS packages
COPY requirements.txt /tmp/
# The last section of the file brings PostgreSQL, Redis and Node.js for development; here they are services.
RUN sed '/^# Development default/,$d' /tmp/requirements.txt > /tmp/production.txt \
    && python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --requirement /tmp/production.txt


FROM python:3.11-slim
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
        fonts-noto-cjk fonts-arphic-gkai00mp \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache --system-only --force \
    && useradd --system --uid 10001 --user-group --no-create-home --home-dir /tmp app \
    && install --directory --owner app --group app /media

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_PRODUCTION=True \
    MEDIA_ROOT=/media

WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
# Collecting assets reads the settings, which ask for secrets and addresses; none of these is kept or contacted.
RUN --mount=type=bind,from=assets,source=/app/node_modules,target=/app/node_modules \
    DJANGO_SECRET_KEY=only-for-this-step FIELD_KEY=only-for-this-step DJANGO_ALLOWED_HOSTS=localhost MAIL_HOST=none \
    DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost/0 \
    python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q /app

USER app
VOLUME /media
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["python", "deploy/healthcheck.py"]
# /dev/shm: the workers' heartbeat must never wait for a disk.
CMD ["sh", "-c", "exec gunicorn config.wsgi --bind 0.0.0.0:8000 --workers ${WEB_WORKERS:-4} --threads 4 \
    --worker-tmp-dir /dev/shm --no-control-socket --forwarded-allow-ips '*' --access-logfile - \
    --max-requests 5000 --max-requests-jitter 500"]
