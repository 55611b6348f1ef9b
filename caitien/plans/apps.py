from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "caitien.plans"
    verbose_name = "Kế hoạch cải tiến chất lượng"

    def ready(self) -> None:
        """Bring the words of this room's verbs, the names of its lines, and what hangs on units, bodies and lines."""
        from caitien.access.schools.dependents import DEPENDENTS
        from caitien.access.trail.words import register
        from caitien.plans.people.dependents import AssignmentDependents
        from caitien.plans.people.following import PartsFollow
        from caitien.plans.story import goal_lines, review_lines, task_lines
        from caitien.plans.table.followers import FOLLOWERS
        from caitien.plans.trail_words import WORDS
        from caitien.story.lines import register_lines

        DEPENDENTS.append(AssignmentDependents())
        FOLLOWERS.append(PartsFollow())
        register(WORDS)
        register_lines("goal", goal_lines)
        register_lines("task", task_lines)
        register_lines("reviewline", review_lines)
