"""Posts in words: every post that a rule names has its own."""

from tdkt.law.loading import load_law
from tdkt.law.posts import post_name, post_names
from tdkt.vietnamese.folding import fold


def test_every_post_of_a_rule_has_words_and_no_other_stands_in_the_table():
    assert sorted(post_names()) == sorted(load_law().posts)


def test_the_slug_of_a_post_is_its_words_without_marks():
    slugs = {slug: fold(name).replace(" - ", " ").replace(" ", "-") for slug, name in post_names().items()}
    assert [slug for slug, folded in slugs.items() if slug != folded] == []


def test_a_post_of_an_office_is_said_by_its_slug():
    assert post_name("truong-ca") == "truong ca"
