"""The secrets of links: nobody guesses one, no messenger cuts one, and what is kept tells none."""

from caitien.access.secret_links import ALPHABET, LETTERS, fresh_secret, hash_of_secret


def test_a_secret_is_long_plain_and_another_each_time() -> None:
    made = [fresh_secret() for _ in range(100)]
    assert len(set(made)) == 100
    assert {len(each) for each in made} == {LETTERS}
    assert set("".join(made)) == set(ALPHABET)
    assert 2 ** (LETTERS * 5) == len(ALPHABET) ** LETTERS > 2**128


def test_what_is_kept_of_a_secret_is_not_the_secret() -> None:
    kept = hash_of_secret("abc")
    assert kept == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
