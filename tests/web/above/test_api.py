"""Other programs read for a body: by a token that can be ended, within its scopes, of its own schools and no others."""

import re

import jsonschema
from django.test import Client

from caitien.access.models import School
from caitien.oversight.models import AccessToken, Round
from caitien.oversight.programs.openapi import ADDRESSES
from caitien.oversight.programs.tokens import SCOPES, MadeToken, end_token, make_token
from caitien.web.oversight.api import door
from caitien.web.requests.tries import Limit
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import Department, asked_of
from tests.oversight.test_petitions import ROOF, sent
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported


def _token(who, body, scopes=tuple(SCOPES)) -> dict[str, str]:
    made = make_token(who, body, name="Kho dữ liệu", scopes=scopes)
    assert isinstance(made, MadeToken)
    return {"HTTP_AUTHORIZATION": f"Bearer {made.secret}"}


def _wheres(round_: Round, school: School) -> dict[str, str]:
    keys = {"round": round_.pk, "school": asked_of(round_, school).pk}
    return {path: path.format(**keys) for path in ADDRESSES}


def test_every_address_answers_what_its_description_says(client: Client, above: Department, round_, mo_school):
    sent(round_, mo_school, ROOF)
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert told["paths"].keys() == ADDRESSES.keys()
    header = _token(above.dung, above.top)
    for path, where in _wheres(round_, mo_school).items():
        answer = client.get(where, **header)
        schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert answer.json()["rows"], where
        jsonschema.validate(answer.json(), schema)
        again = client.get(where, **header, HTTP_IF_NONE_MATCH=answer["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert client.post(where, **header).status_code == 405


def test_a_token_reads_within_its_scopes_until_it_is_ended(client: Client, above: Department, round_, mo_school):
    sent(round_, mo_school, ROOF)
    for scope in SCOPES:
        header = _token(above.dung, above.top, [scope])
        for path, where in _wheres(round_, mo_school).items():
            assert client.get(where, **header).status_code == (200 if ADDRESSES[path].scope == scope else 403), where
    last = AccessToken.objects.latest("pk")
    end_token(above.dung, above.top, token=last.pk)
    assert client.get("/api/v1/dot", **header).status_code == 401
    for wrong in ({}, {"HTTP_AUTHORIZATION": "Bearer khong-co"}, {"HTTP_AUTHORIZATION": last.secret_hash}):
        assert client.get("/api/v1/dot", **wrong).status_code == 401


def test_a_token_of_one_commune_reads_nothing_of_another(
    client: Client, above: Department, round_, mo_school: School, suoi_school: School
):
    for school in (mo_school, suoi_school):
        sent(round_, school, ROOF)
    header = _token(above.mai, above.mo)
    wheres = _wheres(round_, suoi_school)
    assert client.get(wheres["/api/v1/dot/{round}/truong/{school}/van-ban"], **header).status_code == 404
    words = "".join(client.get(where, **header).content.decode() for where in wheres.values())
    assert "Suối Đá" not in words
    assert "01000002" not in words
    far = _token(above.nam, above.suoi)
    assert [row["code"] for row in client.get(f"/api/v1/dot/{round_.pk}/truong", **far).json()["rows"]] == ["01000002"]


def test_six_hundred_an_hour_and_no_more(client: Client, above: Department, monkeypatch):
    monkeypatch.setattr(door, "USED", Limit(2, door.HOUR))
    header, other = _token(above.dung, above.top), _token(above.dung, above.top)
    statuses = [client.get("/api/v1/dot", **header).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.get("/api/v1/dot", **header)["Retry-After"] == "3600"
    assert client.get("/api/v1/dot", **other).status_code == 200
    assert ADDRESSES
    assert door.AN_HOUR == 600


def test_a_session_opens_nothing_here(signed_in: SignIn, above: Department, round_: Round):
    assert signed_in(above.dung).get(f"/api/v1/dot/{round_.pk}/truong").status_code == 401


def test_an_officer_makes_and_ends_tokens_of_their_own_body_only(signed_in: SignIn, above: Department):
    browser = signed_in(above.dung)
    assert browser.post("/ma-truy-cap", {"name": "", "scopes": []}).status_code == 422
    page = browser.post("/ma-truy-cap", {"name": "Kho dữ liệu", "scopes": ["sums", "rounds"]}).content.decode()
    secret = re.search(r'<textarea id="ma"[^>]*>([^<]+)<', page)[1]
    token = AccessToken.objects.get()
    assert secret not in token.secret_hash
    assert token.scopes == ["rounds", "sums"]
    assert secret not in browser.get("/ma-truy-cap").content.decode()  # shown once
    other = signed_in(above.mai)
    other.post("/ma-truy-cap/thu-hoi", {"token": token.pk})
    assert other.post("/ma-truy-cap", {"co-quan": above.top.pk, "name": "X", "scopes": ["sums"]}).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None
    browser.post("/ma-truy-cap/thu-hoi", {"token": token.pk})
    token.refresh_from_db()
    assert token.revoked_at is not None
