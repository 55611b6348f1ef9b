from django.apps import AppConfig


class NudgesConfig(AppConfig):
    name = "caitien.nudges"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        """Bring the words of this room's verbs, what hangs on lines and units, what runs by the clock and beside it."""
        from caitien.access.schools.dependents import DEPENDENTS
        from caitien.access.trail.words import register
        from caitien.jobs.chores import CHORES
        from caitien.jobs.scheduled import SCHEDULES
        from caitien.nudges.dependents import UnitLinkDependents
        from caitien.nudges.feed.keeping import CALENDARS
        from caitien.nudges.following import LinksFollow
        from caitien.nudges.mail.planning import PLANNING
        from caitien.nudges.trail_words import WORDS
        from caitien.plans.table.followers import FOLLOWERS

        CHORES.append(CALENDARS)
        DEPENDENTS.append(UnitLinkDependents())
        FOLLOWERS.append(LinksFollow())
        SCHEDULES.append(PLANNING)
        register(WORDS)
