"""The site's addresses and those of the floors."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500
from scripts.bench import floor

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("bench/insert/", floor.insert),
    path("bench/<str:name>", floor.page),
    path("", include("config.urls")),
]
