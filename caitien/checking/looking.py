"""What a look sees of the findings of a paper (xem phát hiện): nothing is written.

The kept check where it is that of the paper as it is now. Else, while the rules of one line have seen every line as it
is and the workers have had no time for those of the whole paper (``settings.CHECK_PATIENCE``), the kept one all the
same: it is ``behind``, and the page says so. Else the look works the findings out for itself: a page is never stale for
longer than that, whether a worker runs or not, and never tells of words that are gone.
"""

from datetime import date

from caitien.checking.at_hand import FindingsAtHand
from caitien.checking.checks import Checked, check_status, found_rows, keys_of
from caitien.checking.findings import Findings
from caitien.checking.kept_findings import KeptFindings


def findings_of(about: Checked, today: date) -> Findings:
    """What is wrong with a plan as it stands, or with a file as corrected (các phát hiện), as pages show it.

    Two queries for a plan, three for a file, where what is kept will do; else five or six more, and all rules, linear
    in the paper and in last year's.
    """
    status = check_status(about, today)
    if status.kept and (status.current or status.will_do):
        return KeptFindings(about, status.kept, behind=not status.current)
    return FindingsAtHand(about, found_rows(status.look(today), keys_of(about)))


def findings_now(about: Checked, today: date) -> Findings:
    """The same for what hangs on every single finding (các phát hiện đúng lúc này), as whether a paper may go out:
    never one that is behind."""
    status = check_status(about, today)
    if status.kept and status.current:
        return KeptFindings(about, status.kept)
    return FindingsAtHand(about, found_rows(status.look(today), keys_of(about)))
