"""What pages may write by hand: whatever else is typed is a field of a Django form, which test_forms.py walks."""

import re
from pathlib import Path

import caitien.web

BY_HAND = {  # page → why its typed fields are no Django form's
    "planning/adjust.html": "cells of a line, each sent with the mark of what was seen",
    "account/where.html": "the code of the first run, which a script may hand in",
    "planning/adjust_part.html": "texts of a part, each sent with the mark of what was seen",
    "planning/adjust_new.html": "cells of a new line",
    "planning/edit.html": "cells of a line, with another's words beside them",
    "planning/report.html": "cells of a line, with another's words beside them",
    "planning/split.html": "as many pieces as a person makes of a line",
    "table/add_fields.html": "cells of a new line",
    "planning/part_edit.html": "cells of a part, with another's words beside them",
    "table/desk.html": "moulds for the script of the table",
    "reading/input.html": "a cell of a file",
    "oversight/bulk_file.html": "the code of a school beside a button for each school proposed, a file a line",
    "oversight/bulk_five.html": "the five numbers of a form in one row, a file a line",
    "oversight/questions.html": "as many answers as a round asks, each of its own kind",
    "papers/slot.html": "words written where they stand in the paper",
    "papers/proof.html": "a file and nothing else, from anyone",
    "nudges/answer_card.html": "a card of who has no account, each with the mark of what was seen",
    "nudges/held.html": "a reason beside each answer that is not taken",
    "nudges/typing.html": "the lines of a sheet of paper, as many as were printed",
    "work/cards.html": "a card that a script sends when the line is up again",
    "reviews/card.html": "a card that a script sends when the line is up again",
    "reviews/attendance.html": "who is there, a row a person",
    "publishing/hit.html": "a decision beside each place that may tell of a person",
    "publishing/item.html": "a reason beside each line that is left out",
    "publishing/tellings.html": "a reason beside each telling that is taken back",
    "publishing/feedback.html": "an answer beside each thing that was said",
    "publishing/outside_feedback.html": "words from anyone, on a page without the site's style",
    "renewal/row_fields.html": "what is asked of a line of last year, question by question",
    "renewal/criterion.html": "the criterion of such a line",
    "finding/group.html": "a reason beside a group of findings; answered on a page of its own",
    "account/forgotten.html": "a name, answered alike whatever it is",
    "account/door_key.html": "the secret of a link, handed over by a script",
    "finding/said.html": "a reason beside its finding; answered on a page of its own",
    "planning/answers.html": "a need chosen from a list",
    "planning/parts_name.html": "whom each name of the paper means, chosen from a list",
    "planning/parts_meant.html": "whom a word means, chosen from a list",
    "planning/consult_drop.html": "which sending a file belongs to, chosen from a list",
    "school/unit.html": "a person chosen from a list",
    "school/thing_end.html": "a unit chosen from a list",
    "table/begin.html": "years offered to the field",
}
TYPED = re.compile(
    r"<(?:textarea|select|input)\b(?![^>]*type=\"(?:hidden|radio|checkbox|search)\")[^>]*\bname=\"[^>]*>"
)


def test_what_is_typed_is_a_field_of_a_form_except_where_the_page_says_why():
    folders = [Path(caitien.web.__file__).parent / name for name in ("templates", "jinja2")]
    pages = {str(page.relative_to(at)): page.read_text("utf-8") for at in folders for page in at.rglob("*.html")}
    posted = {name: text for name, text in pages.items() if 'method="post"' in text or "<form" not in text}
    by_hand = {name for name, text in posted.items() if TYPED.search(text)}
    assert by_hand - BY_HAND.keys() == set()
