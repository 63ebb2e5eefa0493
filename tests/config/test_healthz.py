"""The page that whoever watches the machine asks."""


def test_a_healthy_installation_says_so(client, db):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok", "storage": "ok"}


def test_a_broker_that_is_away_is_named(client, db, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = client.get("/healthz")

    assert response.status_code == 503
    parts = response.json()
    assert parts["database"] == parts["storage"] == "ok"
    assert parts["broker"] != "ok"
