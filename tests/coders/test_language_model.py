import json
import socket
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research import schemas, tables
from research.coders.answer_rows import AnswerRows
from research.coders.answers import canonical, checksum
from research.coders.language_model import LanguageModelCoder, of_environment
from research.coders.parsing import parsed
from research.coders.protocol import CoderError, NotCoded
from research.coders.question import question, schema
from research.coding.corpus import CODED_TABLES

from .material import ANSWER, ARTICLE, NOTHING, REPORT, TEXT, answer
from .stub import completion, send, status


def frames(coded):
    """Return the tables of coded rows, which must fit their schemas."""
    return {name: tables.check(name, tables.frame(name, getattr(coded, name))) for name in CODED_TABLES}


def test_an_answer_becomes_rows_that_rest_on_words_of_the_article(coder, stub):
    stub.replies = [json.dumps(ANSWER)]
    found = frames(coder.code(ARTICLE))
    row = found["reports"].iloc[0]
    assert (row["report_id"], row["place_id"], row["country"], row["admin1"]) == ("00112233aabbccdd-r01", "camp-taji", "Iraq", "Baghdad")
    assert (row["date_start"], row["date_basis"], row["weapon"], row["munitions_low"]) == ("2021-03-10", "relative", "rocket", 5)
    assert (row["target"], row["target_side"], row["outcome"], row["wounded_best"]) == ("military_base", "us_coalition", "hit", 3)
    assert pd.isna(row["killed_best"])
    assert list(found["claims"]["group_id"].fillna("")) == ["", "kataib-hizballah"]
    assert set(found["claims"]["report_id"]) == {"00112233aabbccdd-r01"}
    assert found["tallies"].iloc[0][["count", "country", "source"]].tolist() == [14, "Iraq", "a spokesman"]
    for name in ("claims", "tallies", "assertions"):
        for line in found[name].itertuples():
            assert TEXT[line.start : line.end] == line.quote
    assert {"weapon", "date_start", "place_id", "munitions_low", "wounded_best"} <= set(found["assertions"]["column"])
    assert set(found["assertions"]["rule"]) == {"language-model"}
    assert coder.refused == []


def test_the_question_asks_for_the_same_answer_every_time(coder, stub):
    stub.replies = [json.dumps(ANSWER)]
    coder.code(ARTICLE)
    body = stub.asked[0]
    assert (body["model"], body["temperature"]) == ("stub", 0)
    assert isinstance(body["seed"], int)
    assert body["response_format"]["json_schema"]["schema"] == schema()
    assert TEXT in body["messages"][1]["content"]
    assert "2021-03-12, a Friday" in body["messages"][1]["content"]
    assert stub.headers[0]["path"] == "/v1/chat/completions"


def test_the_schema_has_the_words_of_the_tables():
    parts = schema()["$defs"]
    report = parts["report"]["properties"]
    for words, allowed in (
        (report["weapon"]["properties"]["value"], schemas.WEAPONS),
        (report["target"]["properties"]["value"], schemas.TARGETS),
        (report["target"]["properties"]["side"], schemas.SIDES),
        (report["outcome"]["properties"]["value"], schemas.OUTCOMES),
        (report["date"]["properties"]["basis"], schemas.DATE_BASES),
        (parts["claim"]["properties"]["statement"], schemas.STATEMENTS),
        (parts["tally"]["properties"]["qualifier"], schemas.QUALIFIERS),
        (parts["tally"]["properties"]["unit"], schemas.UNITS),
    ):
        assert tuple(words["enum"]) == allowed


def test_every_object_of_the_schema_is_closed_as_strict_services_want_it():
    def objects(node):
        if isinstance(node, dict):
            yield from [node] if node.get("type") == "object" else []
            for part in node.values():
                yield from objects(part)

    for part in objects(schema()):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


class TestReplay:
    def test_a_recorded_answer_gives_the_same_rows_without_a_network(self, coder, replaying, stub, monkeypatch):
        stub.replies = [json.dumps(ANSWER)]
        first = coder.code(ARTICLE)

        def no_network(*_, **__):
            raise AssertionError("a replay opened a socket")

        monkeypatch.setattr(socket, "socket", no_network)
        monkeypatch.setattr(socket, "create_connection", no_network)
        assert replaying.code(ARTICLE) == first

    def test_what_is_recorded_is_not_asked_again(self, coder, stub):
        stub.replies = [json.dumps(ANSWER)]
        assert coder.code(ARTICLE) == coder.code(ARTICLE)
        assert len(stub.asked) == 1

    def test_the_file_is_canonical_named_by_its_request_and_the_same_every_time(self, coder, stub, tmp_path):
        stub.replies = [json.dumps(ANSWER)]
        coder.code(ARTICLE)
        [file] = (tmp_path / "answers").iterdir()
        first = file.read_bytes()
        kept = json.loads(first)
        assert file.stem == checksum(kept["request"])
        assert first.decode() == canonical(kept) + "\n"
        assert kept["request"] == question(ARTICLE, "stub")
        assert kept["answer"]["content"] == json.dumps(ANSWER)
        file.unlink()
        coder.code(ARTICLE)
        assert file.read_bytes() == first

    def test_a_missing_answer_is_said_and_not_asked_for(self, replaying, stub):
        with pytest.raises(NotCoded, match="no answer of stub is recorded: ask for it by --ask"):
            replaying.code(ARTICLE)
        assert stub.asked == []

    def test_another_model_has_other_answers(self, coder, stub, book):
        stub.replies = [json.dumps(ANSWER)]
        coder.code(ARTICLE)
        with pytest.raises(NotCoded, match="no answer of other"):
            LanguageModelCoder("other", book, coder.answers).code(ARTICLE)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda text: text.replace("seed", "sead"), "its request is not the one"),
            (lambda text: text[: len(text) // 2], "it is no JSON"),
            (lambda text: text.replace('"finish_reason":"stop",', ""), "its answer has not just"),
            (lambda text: "[" * 100_000, "it is no JSON"),
        ],
    )
    def test_a_file_that_was_changed_is_refused(self, coder, replaying, stub, change, message):
        stub.replies = [json.dumps(ANSWER)]
        coder.code(ARTICLE)
        [file] = coder.answers.folder.iterdir()
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
        with pytest.raises(CoderError, match=f"answers/{file.name}: {message}"):
            replaying.code(ARTICLE)

    def test_version_says_what_the_rows_depend_on(self, coder, replaying, stub, book):
        before = replaying.version
        stub.replies = [json.dumps(ANSWER)]
        coder.code(ARTICLE)
        again = LanguageModelCoder("stub", book, coder.answers)
        assert before != again.version
        assert again.version != LanguageModelCoder("other", book, coder.answers).version


class TestRefused:
    def rows(self, book, reply):
        rows = AnswerRows(ARTICLE, book)
        coded = rows.take(parsed(json.dumps(reply)))
        frames(coded)
        return coded, [(r.row, r.column, r.reason) for r in rows.refused]

    @pytest.mark.parametrize(
        ("change", "column", "empty"),
        [
            ({"weapon": {"value": "drone", "quote": "a swarm of drones"}}, "weapon", {"weapon": "unknown"}),
            ({"weapon": {"value": "drone", "quote": None}}, "weapon", {"weapon": "unknown"}),
            ({"wounded": {"low": 3, "best": 3, "high": 3, "quote": "thirty were hurt"}}, "wounded_best", {"wounded_best": None}),
            ({"wounded": {"low": 9, "best": 3, "high": 3, "quote": "three soldiers"}}, "wounded_best", {"wounded_low": None}),
            ({"munitions": {"low": -5, "high": None, "quote": "Five Katyusha rockets"}}, "munitions_low", {"munitions_low": None}),
            ({"munitions": {"low": 10**12, "high": None, "quote": "Five Katyusha rockets"}}, "munitions_low", {"munitions_low": None}),
            ({"date": REPORT["date"] | {"start": "March 10"}}, "date_start", {"date_start": None, "date_basis": "none"}),
            ({"date": REPORT["date"] | {"end": "2021-03-01"}}, "date_end", {"date_start": None, "date_end": None}),
            ({"date": REPORT["date"] | {"quote": "last Tuesday"}}, "date_start", {"date_start": None}),
            ({"date": REPORT["date"] | {"basis": "publication", "quote": None}}, "date_start", {"date_start": None}),
            ({"place": {"country": "Iraq", "precision": 1, "quote": "Camp Nowhere"}}, "place_id", {"place_id": None, "country": "Iraq"}),
            ({"place": {"country": "Atlantis", "precision": 1, "quote": None}}, "country", {"country": None}),
            ({"place": REPORT["place"] | {"precision": 99}}, "where_prec", {"place_id": "camp-taji"}),
            ({"n_attacks": {"value": 7, "quote": "seven attacks"}}, "n_attacks", {"n_attacks": 1}),
        ],
    )
    def test_a_value_without_words_of_the_article_is_refused_and_counted(self, book, change, column, empty):
        coded, refused = self.rows(book, answer(**change))
        assert [(row, name) for row, name, _ in refused] == [("report 0", column)]
        assert {name: coded.reports[0][name] for name in empty} == empty
        assert coded.reports[0]["quote"] == REPORT["quote"]

    def test_a_report_whose_words_do_not_stand_there_takes_its_claims_along(self, book):
        coded, refused = self.rows(book, answer(quote="Six missiles hit Camp Taji"))
        assert (coded.reports, coded.claims, len(coded.tallies)) == ([], [], 1)
        assert [(row, column) for row, column, _ in refused] == [("report 0", "quote"), ("claim 0", "report_id"), ("claim 1", "report_id")]

    def test_a_claim_of_a_group_that_is_not_named_there_is_no_claim(self, book):
        reply = answer()
        reply["claims"][1]["group"] = "Ashab al-Kahf"
        coded, refused = self.rows(book, reply)
        assert [claim["statement"] for claim in coded.claims] == ["unclaimed"]
        assert refused == [("claim 1", "group_text", "the words do not stand in the article")]

    def test_a_publication_day_needs_no_words(self, book):
        day = {"start": "2021-03-12", "end": "2021-03-12", "precision": 1, "basis": "publication", "quote": None}
        coded, refused = self.rows(book, answer(date=day))
        assert (coded.reports[0]["date_start"], coded.reports[0]["date_basis"], refused) == ("2021-03-12", "publication", [])

    def test_what_is_not_said_stays_empty(self, book):
        nothing = {"start": None, "end": None, "precision": None, "basis": "none", "quote": None}
        change = {"date": nothing, "munitions": {"low": None, "high": None, "quote": None}, "wounded": NOTHING}
        change |= {"place": {"country": None, "precision": None, "quote": None}, "outcome": {"value": "unknown", "quote": None}}
        coded, refused = self.rows(book, answer(**change))
        row = coded.reports[0]
        assert refused == []
        assert [row[name] for name in ("date_start", "place_id", "country", "munitions_low", "wounded_best")] == [None] * 5
        assert (row["outcome"], row["date_basis"], row["n_attacks"]) == ("unknown", "none", 1)

    def test_the_words_of_the_model_itself_get_into_no_table(self, book):
        script = "<script>alert('model')</script>"
        reply = answer(weapon={"value": "rocket", "quote": script}, place={"country": script, "precision": 1, "quote": script})
        reply["claims"][1] |= {"by": script, "medium": script}
        reply["tallies"][0] |= {"source": script, "country": script, "period_start": script}
        coded, refused = self.rows(book, reply)
        assert len(refused) == 8
        assert "alert('model')" not in str([coded.reports, coded.claims, coded.tallies, coded.assertions])

    def test_refused_values_are_told_by_column(self, coder, stub):
        stub.replies = [json.dumps(answer(weapon={"value": "drone", "quote": "a swarm"}))]
        coder.code(ARTICLE)
        assert coder.notes() == ["language-model stub: weapon: 1 refused: its quote does not stand in the article"]


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*ANSWER, *REPORT]), inner, max_size=6),
    max_leaves=25,
)


class TestUnusableAnswers:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("", "it is empty"),
            ("I am sorry, I cannot do that.", "it is no JSON object"),
            (json.dumps(ANSWER)[:-20], "it is no JSON object"),
            ("[1, 2]", "it is no JSON object"),
            ('{"reports": NaN}', "it is no JSON object"),
            ("{}", "'reports' is a required property"),
            (json.dumps(ANSWER | {"notes": "x"}), "Additional properties are not allowed"),
            (json.dumps(ANSWER | {"reports": [REPORT | {"weapon": {"value": "laser", "quote": None}}]}), "reports/0/weapon/value"),
            (json.dumps(ANSWER | {"reports": [REPORT | {"colour": "red"}]}), "reports/0: Additional properties"),
            (json.dumps(ANSWER | {"reports": "none"}), "reports: 'none' is not of type 'array'"),
            (json.dumps(ANSWER | {"reports": [REPORT] * 201}), "201 reports where one article has no more than 200"),
            ('{"reports": ' + "[" * 50_000 + "]" * 50_000 + "}", "it is no JSON object|is not of type"),
            ('{"reports": [' + "9" * 10_000 + "]}", "it is no JSON object"),
            ("x" * (1 << 20) + "y", "it has 1048577 characters"),
        ],
    )
    def test_it_is_told_recorded_and_the_same_when_it_is_replayed(self, coder, replaying, stub, content, message):
        stub.replies = [content]
        with pytest.raises(NotCoded, match=message) as first:
            coder.code(ARTICLE)
        assert first.value.reason == "answer_unusable"
        assert "to ask again" in first.value.detail
        assert len(first.value.detail) < 600
        with pytest.raises(NotCoded) as again:
            replaying.code(ARTICLE)
        assert again.value.detail == first.value.detail

    def test_words_around_the_object_are_passed_over(self, coder, stub):
        stub.replies = ["Here it is:\n```json\n" + json.dumps(ANSWER) + "\n```"]
        assert len(coder.code(ARTICLE).reports) == 1

    def test_an_answer_that_was_cut_off_says_why(self, coder, stub):
        stub.replies = [lambda handler: send(handler, 200, completion('{"reports": [', "length"))]
        with pytest.raises(NotCoded, match="the model stopped for: length"):
            coder.code(ARTICLE)

    def test_a_refusal_without_words_is_an_empty_answer(self, coder, stub):
        stub.replies = [lambda handler: send(handler, 200, completion(None, "content_filter"))]
        with pytest.raises(NotCoded, match="it is empty; the model stopped for: content_filter"):
            coder.code(ARTICLE)

    @given(JSON)
    def test_no_json_breaks_it(self, value):
        try:
            assert set(parsed(json.dumps(value))) == set(ANSWER)
        except NotCoded as error:
            assert error.reason == "answer_unusable"


class TestService:
    @pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
    def test_what_may_pass_is_tried_again_with_longer_waits(self, coder, stub, waits, code):
        stub.replies = [status(code), status(code), status(code), json.dumps(ANSWER)]
        assert len(coder.code(ARTICLE).reports) == 1
        assert waits == [1.0, 2.0, 4.0]

    def test_the_wait_that_the_service_asks_for_is_kept_within_reason(self, coder, stub, waits):
        stub.replies = [status(429, Retry_After="7"), status(429, Retry_After="86400"), json.dumps(ANSWER)]
        coder.code(ARTICLE)
        assert waits == [7.0, 60.0]

    def test_after_five_tries_it_gives_up_and_records_nothing(self, coder, stub, waits):
        stub.replies = [status(429)]
        with pytest.raises(CoderError, match="HTTP status 429, 5 times: what was answered so far is kept"):
            coder.code(ARTICLE)
        assert (len(stub.asked), len(waits)) == (5, 4)
        assert not coder.answers.folder.exists()

    def test_silence_is_waited_for_no_longer_than_patience(self, coder, stub):
        stub.replies = [lambda handler: time.sleep(5)]
        coder.service.patience, coder.service.tries = 0.2, 2
        begin = time.perf_counter()
        with pytest.raises(CoderError, match=r"does not answer within 0\.2 seconds, 2 times"):
            coder.code(ARTICLE)
        assert time.perf_counter() - begin < 3

    def test_a_response_that_drips_is_waited_for_no_longer_than_patience(self, coder, stub):
        def drip(handler):
            handler.send_response(200)
            handler.end_headers()
            for _ in range(100):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)

        stub.replies = [drip]
        coder.service.patience, coder.service.tries = 0.3, 1
        with pytest.raises(CoderError, match=r"does not answer within 0\.3 seconds"):
            coder.code(ARTICLE)

    def test_an_endless_response_is_cut_off(self, coder, stub):
        def flood(handler):
            handler.send_response(200)
            handler.end_headers()
            for _ in range(200):
                handler.wfile.write(b"x" * (1 << 16))

        stub.replies = [flood]
        with pytest.raises(CoderError, match="longer than 2 MiB"):
            coder.code(ARTICLE)

    @pytest.mark.parametrize("body", ["<html>busy</html>", "{}", '{"choices": []}', '{"choices": [{"message": "x"}]}', "[" * 9999, "null"])
    def test_what_is_no_completion_is_said(self, coder, stub, body):
        stub.replies = [status(200, body)]
        with pytest.raises(CoderError, match="not that of an OpenAI-compatible service"):
            coder.code(ARTICLE)

    def test_a_connection_that_breaks_is_tried_again(self, coder, stub, waits):
        stub.replies = [lambda handler: handler.connection.close(), json.dumps(ANSWER)]
        assert len(coder.code(ARTICLE).reports) == 1
        assert waits == [1.0]

    def test_nobody_there_is_said(self, coder, waits):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            coder.service.address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        with pytest.raises(CoderError, match="cannot be reached"):
            coder.code(ARTICLE)

    def test_a_service_without_json_schema_is_asked_for_less(self, coder, stub):
        stub.replies = [status(400, "response_format is not supported"), status(400, "nor this"), json.dumps(ANSWER)]
        assert len(coder.code(ARTICLE).reports) == 1
        assert [body.get("response_format", {}).get("type") for body in stub.asked] == ["json_schema", "json_object", None]
        [file] = coder.answers.folder.iterdir()
        kept = json.loads(file.read_bytes())
        assert kept["answer"]["format"] == "text"
        assert kept["request"]["response_format"]["type"] == "json_schema"  # the name is that of the question, whoever answers it

    def test_an_article_that_is_refused_in_every_form_does_not_stop_the_others(self, coder, stub):
        stub.replies = [status(400, "context too long")]
        with pytest.raises(NotCoded, match=r"refuses the article with HTTP status 400 \(context too long\)"):
            coder.code(ARTICLE)

    @pytest.mark.parametrize(
        ("code", "message"),
        [(401, "set OPENAI_API_KEY"), (403, "may use this model"), (404, "OPENAI_BASE_URL"), (418, "what the service says")],
    )
    def test_what_will_not_pass_is_not_tried_again(self, coder, stub, code, message):
        stub.replies = [status(code)]
        with pytest.raises(CoderError, match=message):
            coder.code(ARTICLE)
        assert len(stub.asked) == 1


class TestKey:
    KEY = "sk-secret-0123456789"

    @pytest.fixture
    def with_key(self, coder, stub):
        coder.service.key = self.KEY
        return coder

    def test_it_is_sent_to_the_address_and_stands_in_no_file(self, with_key, stub):
        stub.replies = [json.dumps(ANSWER)]
        with_key.code(ARTICLE)
        assert stub.headers[0]["Authorization"] == f"Bearer {self.KEY}"
        assert all(self.KEY.encode() not in file.read_bytes() for file in with_key.answers.folder.iterdir())
        assert self.KEY not in repr(with_key)
        assert stub.address not in "".join(file.read_text(encoding="utf-8") for file in with_key.answers.folder.iterdir())

    def test_a_service_that_says_it_back_is_not_repeated(self, with_key, stub):
        stub.replies = [status(401, f"wrong key {self.KEY}")]
        with pytest.raises(CoderError) as error:
            with_key.code(ARTICLE)
        assert self.KEY not in str(error.value)
        stub.replies = [f"your key is {self.KEY}"]
        with pytest.raises(NotCoded):
            with_key.code(ARTICLE)
        assert all(self.KEY.encode() not in file.read_bytes() for file in with_key.answers.folder.iterdir())

    def test_a_redirect_does_not_carry_it_away(self, with_key, stub):
        stub.replies = [status(302, "", Location=stub.address + "/elsewhere"), json.dumps(ANSWER)]
        with pytest.raises(CoderError, match="HTTP status 302"):
            with_key.code(ARTICLE)
        assert len(stub.asked) == 1

    def test_it_comes_from_the_environment_only(self, monkeypatch, book, tmp_path):
        monkeypatch.setenv("OPENAI_API_KEY", self.KEY + "\n")
        monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example/v1")
        monkeypatch.setenv("OPENAI_MODEL", "m")
        coder = of_environment(book, tmp_path, ask=True)
        assert (coder.service.key, coder.service.address, coder.model) == (self.KEY, "https://models.example/v1", "m")

    @pytest.mark.parametrize(
        ("address", "message"),
        [
            ("http://models.example/v1", "would travel unencrypted to models.example"),
            ("ftp://models.example", "no http or https address"),
            ("file:///etc/passwd", "no http or https address"),
            ("models.example", "no http or https address"),
            ("https://user:word@models.example/v1", "holds a password"),
            ("", "set OPENAI_BASE_URL"),
        ],
    )
    def test_an_address_to_which_it_should_not_go_is_refused(self, monkeypatch, book, tmp_path, address, message):
        monkeypatch.setenv("OPENAI_API_KEY", self.KEY)
        with pytest.raises(CoderError, match=message) as error:
            of_environment(book, tmp_path, ask=True, model="m", address=address)
        assert self.KEY not in str(error.value)
        assert "word" not in str(error.value).replace("password", "")


def test_without_ask_no_address_is_needed_and_none_is_used(monkeypatch, book, tmp_path):
    monkeypatch.setenv("OPENAI_BASE_URL", "nonsense")
    assert of_environment(book, tmp_path, ask=False, model="m").service is None


def test_a_model_must_be_named(book, tmp_path):
    with pytest.raises(CoderError, match="by --model or in OPENAI_MODEL"):
        of_environment(book, tmp_path, ask=False)
