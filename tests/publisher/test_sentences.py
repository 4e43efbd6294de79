"""Sentences of the letter stand apart from one another, in each language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publisher.catalogs import LANGUAGES
from tests.publisher import mending_table
from tests.publisher.conftest import Press


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["report.html", "board.html"])
def test_a_sentence_begins_after_a_space(press: Press, language: str, page: str) -> None:
    press.publish(community=replace(mending_table.COMMUNITY, language=language))
    paragraphs = re.findall(r"<p>(.*?)</p>", press.text(page), re.DOTALL)
    said = [re.sub(r"<[^>]*>", "", each) for each in paragraphs]
    assert any(each.count(".") > 1 for each in said)
    assert [each for each in said if re.search(r"[a-zà-ÿ0-9][.!?:][A-ZÀ-Ý]", each)] == []
