"""The app's name."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The review desk: a person confirms what was read before it counts."""

    name = "namro.office.review"
    verbose_name = "Rà soát"
