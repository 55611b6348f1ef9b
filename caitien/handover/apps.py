from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "caitien.handover"
    verbose_name = "Bàn giao"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and let what is known of a line go with it."""
        from caitien.access.trail.words import register
        from caitien.handover.following import CarriedFollow
        from caitien.handover.trail_words import WORDS
        from caitien.plans.table.followers import FOLLOWERS

        register(WORDS)
        FOLLOWERS.append(CarriedFollow())
