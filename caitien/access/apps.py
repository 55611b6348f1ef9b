from django.apps import AppConfig
from django.db import models


class AccessConfig(AppConfig):
    name = "caitien.access"
    verbose_name = "Người dùng và trường"

    def ready(self) -> None:
        """Bring the words of this room's verbs; a school has its chain of the trail from the moment it is made."""
        from django.db.models.signals import post_save

        from caitien.access.models import School
        from caitien.access.own_trail_words import WORDS
        from caitien.access.trail.words import register

        register(WORDS)
        post_save.connect(_found, sender=School, dispatch_uid="chain")


def _found(*, instance: models.Model, created: bool, raw: bool, **_rest: object) -> None:
    from caitien.access.trail.entries import found_chain

    if created and not raw:
        found_chain(instance.pk)
