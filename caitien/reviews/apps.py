from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "caitien.reviews"
    verbose_name = "Theo dõi, rà soát"

    def ready(self) -> None:
        """Bring the words of this room's verbs, what hangs on lines, what calendars show, and what papers may tell of
        reviews."""
        from caitien.access.trail.words import register
        from caitien.nudges.feed.keeping import SOURCES
        from caitien.papers.span_sources import SPAN_SOURCES
        from caitien.plans.table.followers import FOLLOWERS
        from caitien.reviews.feed import gatherings
        from caitien.reviews.following import VerdictsFollow
        from caitien.reviews.for_papers import ReviewsForPapers
        from caitien.reviews.trail_words import WORDS
        from caitien.work.reporting.attachments import HELD_ABOVE

        SOURCES.append(gatherings)
        FOLLOWERS.append(VerdictsFollow())
        SPAN_SOURCES.append(ReviewsForPapers())
        HELD_ABOVE.append("verdicts")
        register(WORDS)
