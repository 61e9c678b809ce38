"""层次序数: how headings are counted and written (GB/T 9704 7.3.3)."""

_HAN = "零一二三四五六七八九"
_MOST = 1000


def chinese(number: int) -> str:
    """1 to 999 as headings are counted: 一, 十二, 二十, 一百零三; beyond that as digits."""
    if not 0 < number < _MOST:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _HAN[tens]) + "十"
    elif hundreds and ones:
        words += _HAN[0]
    return words + (_HAN[ones] if ones else "")


def mark(level: int, number: int) -> str:
    """How the heading of a level begins: 一、（一）1.（1）; nothing for plain text, level 0."""
    count = chinese(number) if level <= 2 else str(number)
    return ("", f"{count}、", f"（{count}）", f"{count}.", f"（{count}）")[level]
