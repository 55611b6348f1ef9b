from django.apps import AppConfig


class RenewalConfig(AppConfig):
    name = "caitien.renewal"
    verbose_name = "Năm mới"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and what hangs on lines."""
        from caitien.access.trail.words import register
        from caitien.plans.table.followers import FOLLOWERS
        from caitien.renewal.following import SuccessionsFollow
        from caitien.renewal.trail_words import WORDS

        FOLLOWERS.append(SuccessionsFollow())
        register(WORDS)
