from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "caitien.work"
    verbose_name = "Việc trong năm"

    def ready(self) -> None:
        """Bring the words of this room's verbs, what of it hangs on bodies and on lines, and what follows each verb."""
        from caitien.access.action import AFTER
        from caitien.access.answers import LISTENERS
        from caitien.access.schools.dependents import DEPENDENTS
        from caitien.access.trail.words import register
        from caitien.jobs.chores import CHORES
        from caitien.plans.table.changed import WATCHERS
        from caitien.plans.table.followers import FOLLOWERS
        from caitien.work.counting.tally import SUMS
        from caitien.work.following import WorkFollows
        from caitien.work.outside.answers import keep_answers
        from caitien.work.outside.dependents import WaitingDependents
        from caitien.work.schedule import OCCURRENCES, OccurrencesOfLines, refresh_after_verb
        from caitien.work.trail_words import WORDS

        DEPENDENTS.append(WaitingDependents())
        FOLLOWERS.append(WorkFollows())
        AFTER.append(refresh_after_verb)
        LISTENERS.append(keep_answers)
        WATCHERS.append(OccurrencesOfLines())
        CHORES.extend([OCCURRENCES, SUMS])
        register(WORDS)
