"""What a test wants to know of a picture."""

from PySide6.QtGui import QColor, QImage


def colours(image: QImage) -> set[str]:
    """Every colour that is in it."""
    raw = bytes(image.constBits())
    pixels = {raw[at : at + 3] for at in range(0, len(raw), 4)}
    return {f"#{p[2]:02X}{p[1]:02X}{p[0]:02X}" for p in pixels}


def share(image: QImage, colour: str) -> float:
    """How much of it is of a colour."""
    wanted = QColor(colour)
    pixel = bytes((wanted.blue(), wanted.green(), wanted.red()))
    raw = bytes(image.constBits())
    same = sum(raw[at : at + 3] == pixel for at in range(0, len(raw), 4))
    return same / (image.width() * image.height())


def grey(image: QImage) -> QImage:
    """As somebody sees it who sees no colours."""
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def edges(image: QImage) -> set[str]:
    """Colours of the outermost pixels: what is cut off stands there."""
    wide, high = image.width(), image.height()
    points = [(x, y) for x in range(wide) for y in (0, high - 1)]
    points += [(x, y) for y in range(high) for x in (0, wide - 1)]
    return {image.pixelColor(x, y).name().upper() for x, y in points}
