from django.apps import AppConfig


class NudgesConfig(AppConfig):
    name = "caitien.nudges"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        """Bring the words of this room's verbs, what hangs on lines, what it keeps up, what runs by the clock."""
        from caitien.access.trail.words import register
        from caitien.jobs.chores import CHORES
        from caitien.jobs.scheduled import SCHEDULES
        from caitien.nudges.feed.keeping import CALENDARS
        from caitien.nudges.following import LinksFollow
        from caitien.nudges.mail.planning import PLANNING
        from caitien.nudges.trail_words import WORDS
        from caitien.plans.table.followers import FOLLOWERS

        CHORES.append(CALENDARS)
        FOLLOWERS.append(LinksFollow())
        SCHEDULES.append(PLANNING)
        register(WORDS)
