"""The head and foot of a paper as rules see them (phần đầu và phần ký): whether there are any."""

from caitien.rules.context import RuleContext


def has_letterhead(context: RuleContext) -> bool:
    """Whether the paper is more than bare tables, which have no place, signer or recipients to miss.

    A blank number is told of either way, so such a paper is not passed over in silence.
    """
    report = context.paper.report
    told = (report.number, report.place, report.date, report.date_text, report.signer, report.recipients)
    return any(told)
