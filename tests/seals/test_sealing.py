import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.seals.sealing import CHOICES, Bag, NotOurVote, digest_of_box, length_of, new_box, open_box, public_of, seal

choices = st.sampled_from(CHOICES)


@given(st.integers(1, 6).flatmap(lambda items: st.lists(st.lists(choices, min_size=items, max_size=items), min_size=1)))
@settings(max_examples=30, deadline=None)
def test_a_box_counts_what_was_put_into_it_item_by_item(votes):
    box = new_box()

    sealed = [seal(vote, public=box.public, label="1") for vote in votes]
    bags = open_box(reversed(sealed), secret=box.secret, items=len(votes[0]), label="1")

    assert bags == [Bag(said.count("yes"), said.count("no"), said.count("blank")) for said in zip(*votes, strict=True)]


def test_votes_of_a_ballot_have_one_length_whatever_they_say():
    box = new_box()
    ballots = [["yes"] * 300, [None] * 300, ["no"] * 299 + ["blank"]]

    assert {len(seal(vote, public=box.public, label="1")) for vote in ballots} == {length_of(300) + 48}
    assert [length_of(items) for items in (1, 256, 257)] == [256, 256, 512]


def test_the_same_vote_never_looks_the_same():
    box = new_box()

    sealed = [seal(["yes"], public=box.public, label="1") for _ in range(50)]

    assert len({vote[start : start + 8] for vote in sealed for start in range(0, len(vote), 8)}) == 50 * 38


def test_a_vote_of_another_ballot_or_for_another_key_is_refused():
    box = new_box()
    vote = seal(["yes"], public=box.public, label="1")

    for secret, label in [(box.secret, "2"), (new_box().secret, "1")]:
        with pytest.raises(NotOurVote, match="không mở được"):
            open_box([vote], secret=secret, items=1, label=label)


def test_a_vote_with_a_changed_byte_is_refused():
    box = new_box()
    vote = seal(["yes"], public=box.public, label="1")

    for at in (0, 40, len(vote) - 1):
        with pytest.raises(NotOurVote):
            open_box([vote[:at] + bytes((vote[at] ^ 1,)) + vote[at + 1 :]], secret=box.secret, items=1, label="1")


def test_a_vote_that_says_more_than_the_ballot_asks_is_refused():
    box = new_box()

    with pytest.raises(NotOurVote, match="không có nội dung"):
        open_box([seal(["yes", "no"], public=box.public, label="1")], secret=box.secret, items=1, label="1")


def test_the_digest_of_a_box_does_not_know_the_order_of_the_votes():
    box = new_box()
    votes = [seal(["yes"], public=box.public, label="1") for _ in range(3)]

    assert digest_of_box(votes) == digest_of_box(reversed(votes))
    assert digest_of_box(votes) != digest_of_box(votes[:2])


def test_the_public_key_follows_from_the_secret():
    box = new_box()

    assert public_of(box.secret) == box.public
    with pytest.raises(ValueError, match="128 bits"):
        public_of(1 << 128)
