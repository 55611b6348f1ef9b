from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "caitien.reviews"
    verbose_name = "Theo dõi, rà soát"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and what hangs on lines."""
        from caitien.access.trail.words import register
        from caitien.plans.table.followers import FOLLOWERS
        from caitien.reviews.following import VerdictsFollow
        from caitien.reviews.trail_words import WORDS

        FOLLOWERS.append(VerdictsFollow())
        register(WORDS)
