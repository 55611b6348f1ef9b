"""No more mails that ask (thôi nhận thư nhắc): one tap from the mail, by whoever reads it, without signing in.

Mail programs open links to look behind them, so a look changes nothing; they stop by a POST of their own (RFC 8058),
which carries no cookie and no mark of a form.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from caitien.nudges.mail.stopping import choose_letters, mailbox_of, person_of_token
from caitien.web.nudges.unsigned import page_unsigned
from caitien.web.requests.tries import count_wrong, may_guess


@csrf_exempt  # whoever could forge it would have to know the secret, and it does nothing but stop mails
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one tap; sent, it stops them. Three queries to look, one where the link is wrong."""
    person = person_of_token(token)
    if person is None:
        return _shut(request)
    if request.method == "POST":
        choose_letters(person, wanted=False)
    stopped = mailbox_of(person).stopped_at is not None
    return page_unsigned("nudges/stop.html", {"person": person, "stopped": stopped}, status=200)


def _shut(request: HttpRequest) -> HttpResponse:
    wait = not may_guess(request, "letters")
    if not wait:
        count_wrong(request, "letters")
    return page_unsigned("nudges/stop.html", {"person": None, "wait": wait}, status=429 if wait else 404)
