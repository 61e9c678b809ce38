"""Pinyin initials, by which people look for names and titles."""

from pypinyin import Style, lazy_pinyin


def initials(text: str) -> str:
    """The first letters, as people type them: 临江市 becomes ljs.

    Another edition of the dictionary may give other letters, so that they are kept as a fact
    given to an act and never worked out again.
    """
    letters = lazy_pinyin(text, style=Style.FIRST_LETTER, errors="default")
    return "".join(letters).lower()
